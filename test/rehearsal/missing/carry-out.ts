import type { Manifest } from '@alloydb-gke/core';
import type { EmulatorSpec } from '@alloydb-gke/emulator';
import type { Repair } from '@alloydb-gke/rehearsal';
import { withPodSpec } from './with-pod-spec';
import type { World } from './world-of-pod';

/** What a world becomes, while repairs are carried out. */
interface Site {
  manifests: Manifest[];
  readonly spec: Changeable;
  /** Of the cluster that SQL goes to. */
  readonly cluster: string;
  readonly password: string;
}

interface Binding {
  role: string;
  members: string[];
}

/** The spec, to be changed. */
interface Changeable {
  projects: Record<string, { iam?: Binding[]; serviceAccounts?: Record<string, { iam?: Binding[] }> }>;
  kubernetesServiceAccounts: NonNullable<EmulatorSpec['kubernetesServiceAccounts']>;
  clusters: Record<
    string,
    {
      instances: Record<string, { type?: string; databaseFlags?: Record<string, string> }>;
      users?: Record<string, object>;
      databases?: Record<string, { statements?: string[] }>;
    }
  >;
}

/** A command: its words without options, and its options. */
interface CommandLine {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

/**
 * Carries out repairs as somebody would who copies them line by line: gcloud, kubectl and psql change the declared cloud and the
 * manifests. A command that is not known here is a failure: nobody must believe that it was carried out.
 *
 * @param password what is typed where a command asks for one
 */
export function carryOut({ manifests, spec }: World, repairs: readonly Repair[], password: string): World {
  const site: Site = {
    manifests: [...manifests],
    spec: JSON.parse(JSON.stringify({ projects: {}, kubernetesServiceAccounts: [], ...spec })) as Changeable,
    cluster: Object.keys(spec.clusters)[0] ?? '',
    password,
  };
  for (const { kind, text } of repairs) {
    if (kind === 'sql') runSql(site, text);
    if (kind === 'gcloud' || kind === 'kubectl') runShell(site, text);
    if (kind === 'yaml') site.manifests = site.manifests.map((manifest) => withServiceAccount(manifest, text));
  }
  return { manifests: site.manifests, spec: site.spec as unknown as EmulatorSpec };
}

/** The one part of a manifest that has no command beside it. */
function withServiceAccount(manifest: Manifest, part: string): Manifest {
  const serviceAccountName = /^ +serviceAccountName: (\S+)$/m.exec(part)?.[1];
  return serviceAccountName === undefined ? manifest : withPodSpec(manifest, (podSpec) => ({ ...podSpec, serviceAccountName }));
}

function runShell(site: Site, text: string): void {
  // Functions are defined before they are called; what is defined is known by its name.
  const script = text.replace(/^\w+\(\) \{\n[\s\S]*?^\}\n/gm, '').replace(/\\\n\s*/g, ' ');
  for (const line of script.split(/\n/).flatMap((one) => one.split(/ \|(?!\|)/))) {
    const command = commandIn(line);
    if (command === undefined) continue;
    const { words, options } = command;
    const name = shellCommands.map(([known]) => known).find((known) => words.join(' ').startsWith(known));
    const [, run] = shellCommands.find(([known]) => known === name) ?? [];
    if (name === undefined || run === undefined) throw new Error(`Nobody here can carry out: ${line.trim()}`);
    run(site, words.slice(name.split(' ').length), options);
  }
}

const asksForPassword = /^\s*(\[ ! -t 0 \]|IFS= read|printf |sed |$)/;

function commandIn(line: string): CommandLine | undefined {
  if (asksForPassword.test(line)) return undefined;
  const all = [...line.matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g)].map(([word]) => word.replace(/['"]/g, ''));
  const words = all.filter((word) => !/^\w+=/.test(word) || /^iam\.gke/.test(word));
  const options = words.filter((word) => word.startsWith('--')).map((word) => word.slice(2).split(/=(.*)/s));
  return {
    words: words.filter((word) => !word.startsWith('--')),
    options: Object.fromEntries(options.map(([name = '', value = '']) => [name, value])),
  };
}

type Run = (site: Site, words: readonly string[], options: Readonly<Record<string, string>>) => void;

const shellCommands: readonly (readonly [string, Run])[] = [
  [
    'gcloud projects add-iam-policy-binding',
    ({ spec }, [project = ''], { role = '', member = '' }) => bind(projectOf(spec, project), role, member),
  ],
  [
    'gcloud iam service-accounts add-iam-policy-binding',
    ({ spec }, [email = ''], { role = '', member = '' }) => {
      const [, id = '', project = ''] = /^(.+)@(.+)\.iam\.gserviceaccount\.com$/.exec(email) ?? [];
      const account = projectOf(spec, project).serviceAccounts?.[id];
      if (!account) throw new Error(`There is no IAM service account ${email}.`);
      bind(account, role, member);
    },
  ],
  [
    'gcloud iam service-accounts create',
    ({ spec }, [id = ''], { project = '' }) => {
      const owner = projectOf(spec, project);
      owner.serviceAccounts = { ...owner.serviceAccounts, [id]: {} };
    },
  ],
  [
    'gcloud alloydb instances create',
    ({ spec }, [id = ''], { cluster = '', region = '', project = '', 'instance-type': type = '' }) => {
      clusterOf(spec, project, region, cluster).instances[id] = { type };
    },
  ],
  // It only shows what there is.
  ['gcloud alloydb instances list', () => {}],
  [
    'switch_iam_authentication_on',
    ({ spec }, [id = '', cluster = '', region = '', project = '']) => {
      const instance = clusterOf(spec, project, region, cluster).instances[id];
      if (!instance) throw new Error(`There is no instance ${id}.`);
      instance.databaseFlags = { ...instance.databaseFlags, 'alloydb.iam_authentication': 'on' };
    },
  ],
  [
    'gcloud alloydb users create',
    ({ spec, password }, [user = ''], { cluster = '', region = '', project = '', type }) => {
      const owner = clusterOf(spec, project, region, cluster);
      owner.users = { ...owner.users, [user]: type === 'IAM_BASED' ? { auth: 'iam' } : { auth: 'built-in', password } };
    },
  ],
  [
    'kubectl create serviceaccount',
    (site, [name = ''], { namespace = '' }) => {
      site.manifests.push({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
      // In these examples the GKE cluster is in the project of the database.
      const [, project = ''] = /^projects\/([^/]+)\//.exec(site.cluster) ?? [];
      const workloadPool = `${project}.svc.id.goog`;
      site.spec.kubernetesServiceAccounts = [...site.spec.kubernetesServiceAccounts, { name, namespace, workloadPool }];
    },
  ],
  [
    'kubectl annotate serviceaccount',
    (site, [name = '', annotation = ''], { namespace = '' }) => {
      const [key = '', value = ''] = annotation.split('=');
      site.manifests = site.manifests.map((manifest) => {
        const { kind, metadata } = manifest;
        if (kind !== 'ServiceAccount' || metadata?.name !== name || metadata['namespace'] !== namespace) return manifest;
        return { ...manifest, metadata: { ...metadata, annotations: { [key]: value } } };
      });
    },
  ],
  [
    'kubectl create secret generic',
    (site, [name = ''], { namespace = '', 'from-file': source = '' }) => {
      const [key = ''] = source.split('=');
      site.manifests.push({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData: { [key]: site.password } });
    },
  ],
  // What `create` wrote.
  ['kubectl apply', () => {}],
];

function projectOf(spec: Changeable, project: string): Changeable['projects'][string] {
  const found = spec.projects[project];
  if (!found) throw new Error(`There is no project ${project}.`);
  return found;
}

function clusterOf(spec: Changeable, project: string, region: string, cluster: string): Changeable['clusters'][string] {
  const found = spec.clusters[`projects/${project}/locations/${region}/clusters/${cluster}`];
  if (!found) throw new Error(`There is no cluster ${cluster} in ${project}.`);
  return found;
}

function bind(owner: { iam?: Binding[] }, role: string, member: string): void {
  owner.iam = [...(owner.iam ?? []), { role, members: [member] }];
}

/** Statements are for the database that psql is connected to, as an administrator. */
function runSql({ spec, cluster }: Site, text: string): void {
  const owner = spec.clusters[cluster];
  if (!owner) throw new Error('There is no cluster for SQL.');
  let database = 'postgres';
  for (const line of text.split('\n')) {
    const [, created] = /^CREATE DATABASE "(.+)";$/.exec(line) ?? [];
    const [, connected] = /^\\connect .*dbname=''(.+)'''$/.exec(line) ?? [];
    if (created !== undefined) owner.databases = { ...owner.databases, [created]: {} };
    else if (connected !== undefined) database = connected;
    else {
      const there = owner.databases?.[database];
      if (!there) throw new Error(`There is no database ${database}.`);
      there.statements = [...(there.statements ?? []), line];
    }
  }
}
