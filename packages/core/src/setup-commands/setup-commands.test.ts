import { describe, expect, it } from 'vitest';
import { Connection } from '../connection/connection';
import type { ConnectionSpec } from '../connection/connection-spec';
import { ModelError } from '../errors/model-error';
import { setupCommands } from './setup-commands';
import type { SetupOptions } from './setup-options';

const primary = 'projects/data-project/locations/us-central1/clusters/shop/instances/primary';
const identity = { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@data-project.iam.gserviceaccount.com' };
const gkeCluster = { name: 'apps', location: 'europe-west1-b', project: 'gke-project' };
const options: SetupOptions = { gkeCluster, namespace: 'shop', workloadPool: 'gke-project.svc.id.goog' };
const iam = { auth: 'iam', databaseName: 'shop', instances: { primary }, identity } as const;
const builtIn = { ...iam, auth: 'built-in', databaseUser: 'orders', passwordSecret: { name: 'orders-database', key: 'password' } } as const;

const titles = (spec: ConnectionSpec, given: SetupOptions = options): readonly string[] =>
  setupCommands(Connection.of(spec), given).map(({ title }) => title);

const commands = (spec: ConnectionSpec, given: SetupOptions = options): string =>
  setupCommands(Connection.of(spec), given)
    .flatMap((step) => step.commands)
    .join('\n');

function messageOf(spec: ConnectionSpec, given: unknown): string {
  try {
    titles(spec, given as SetupOptions);
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    throw error;
  }
  throw new Error('the options were accepted');
}

describe('the steps of a setup', () => {
  it('are all that a connection with IAM authentication needs', () => {
    expect(titles(iam)).toEqual([
      'Enable the APIs',
      'Switch Workload Identity on for the GKE cluster',
      'Switch Workload Identity on for every node pool',
      'Make the IAM service account',
      'Grant the roles that AlloyDB asks for',
      'Let the Kubernetes service account act as the IAM service account',
      'Let kubectl talk to the GKE cluster',
      'Switch IAM authentication on, on every instance',
      'Make the database user',
      'Make the database and grant the user its privileges',
      'Test the connection from a pod',
    ]);
  });

  it('have a password and a Secret with built-in authentication, and no flag of the instances', () => {
    expect(titles(builtIn).slice(7)).toEqual([
      'Ask for the password of the database user',
      'Make the database user',
      'Make the Secret with the password',
      'Make the database and grant the user its privileges',
      'Test the connection from a pod',
    ]);
    expect(commands(builtIn)).not.toContain('alloydb.iam_authentication');
  });

  it('leave the Secret out where the application gets its password by itself', () => {
    const { passwordSecret: _, ...spec } = builtIn;
    expect(titles(spec)).not.toContain('Make the Secret with the password');
    expect(commands(spec)).toContain('pg_isready');
  });

  it('leave a GKE Autopilot cluster as it is', () => {
    const autopilot = commands(iam, { ...options, gkeCluster: { ...gkeCluster, platform: 'autopilot' } });
    expect(autopilot).not.toMatch(/clusters update|node-pools/);
    expect(commands(iam, { ...options, defaults: { platform: 'autopilot' } })).toBe(autopilot);
    const standard = { ...options, gkeCluster: { ...gkeCluster, platform: 'standard' }, defaults: { platform: 'autopilot' } } as const;
    expect(commands(iam, standard)).toBe(commands(iam));
  });

  it('annotate a Kubernetes service account that exists already, and no other', () => {
    expect(commands(iam)).not.toContain('kubectl annotate');
    expect(commands(iam, { ...options, kubernetesServiceAccount: 'adopted' })).toContain('kubectl annotate serviceaccount orders');
  });

  it('take nothing from the project of the database that belongs to the GKE cluster', () => {
    const text = commands(iam);
    for (const line of text.split('\n').filter((command) => command.includes('gcloud container')))
      expect(line).not.toContain('data-project');
    expect(text).toContain("'serviceAccount:gke-project.svc.id.goog[shop/orders]'");
  });

  it('give the roles to the Kubernetes service account itself where there is no IAM service account', () => {
    const direct = {
      ...builtIn,
      identity: { kubernetesServiceAccount: 'orders', namespace: 'shop', workloadPoolProjectNumber: '123456789012' },
    };
    const text = commands(direct, { gkeCluster, workloadPool: 'gke-project.svc.id.goog' });
    expect(text).toContain(
      '--member=principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/gke-project.svc.id.goog/subject/ns/shop/sa/orders',
    );
    expect(text).not.toContain('gcloud iam service-accounts');
  });

  it('do not make accounts that Google made', () => {
    const spec = { ...builtIn, identity: { ...identity, iamServiceAccount: '123456789012-compute@developer.gserviceaccount.com' } };
    expect(titles(spec)).not.toContain('Make the IAM service account');
    expect(commands(spec)).toContain('roles/iam.workloadIdentityUser');
  });

  it('make the accounts of an impersonation chain, and let each impersonate the next', () => {
    const hop = 'hop@data-project.iam.gserviceaccount.com';
    const spec = { ...builtIn, identity: { ...identity, form: 'impersonated', impersonationChain: [hop] } } as const;
    expect(titles(spec, { ...options, workloadPoolProjectNumber: '12' }).slice(3, 6)).toEqual([
      'Make the IAM service accounts',
      'Grant the roles that AlloyDB asks for',
      'Allow the impersonation',
    ]);
    expect(commands(spec, { ...options, workloadPoolProjectNumber: '12' })).toMatch(
      /add-iam-policy-binding hop@.*--member=principal:.*serviceAccountTokenCreator.*add-iam-policy-binding orders@.*--member=serviceAccount:hop@/s,
    );
  });

  it('enable the APIs wherever they make accounts, and make and annotate the account that the pod is linked to', () => {
    const [source, hop] = ['pod@pod-project.iam.gserviceaccount.com', 'hop@hop-project.iam.gserviceaccount.com'];
    const spec = {
      ...builtIn,
      identity: { ...identity, form: 'impersonated', sourceIamServiceAccount: source, impersonationChain: [hop] },
    } as const;
    const text = commands(spec, { ...options, kubernetesServiceAccount: 'adopted' });
    for (const project of ['pod-project', 'hop-project'])
      expect(text).toContain(`gcloud services enable iam.googleapis.com iamcredentials.googleapis.com --project=${project}`);
    expect(text).toContain('gcloud iam service-accounts create pod --project=pod-project');
    expect(text).toContain(`iam.gke.io/gcp-service-account=${source}`);
  });

  it('let the proxy send its telemetry to the project that is said, or that the organisation says', () => {
    const said = commands(iam, { ...options, telemetryProject: 'watch-project' });
    expect(said).toContain('gcloud services enable monitoring.googleapis.com cloudtrace.googleapis.com --project=watch-project');
    for (const role of ['monitoring.metricWriter', 'cloudtrace.agent'])
      expect(said.replaceAll(' \\\n ', '')).toMatch(
        new RegExp(`projects add-iam-policy-binding watch-project --member=serviceAccount:orders@.* --role=roles/${role}`),
      );
    const organisation = { ...options, defaults: { telemetry: { project: 'watch-project' } } };
    const bindings = (text: string): readonly string[] => text.split('\n').filter((line) => line.includes('watch-project'));
    expect(bindings(commands(iam, organisation)).slice(0, 3)).toEqual(bindings(said));
  });

  it('grant a reader less than a writer', () => {
    const reader = commands(iam, { ...options, access: 'read-only', schema: 'sales' });
    expect(reader).toContain('IN SCHEMA "sales" GRANT SELECT ON TABLES');
    expect(reader).not.toMatch(/INSERT|'USAGE, CREATE'/);
    expect(commands(iam)).toContain('IN SCHEMA "public" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES');
  });

  it('are titled and explained in whole sentences', () => {
    for (const { title, why, commands: list } of [
      ...setupCommands(Connection.of(iam), options),
      ...setupCommands(Connection.of(builtIn), options),
    ]) {
      expect(title).toMatch(/^[A-Z].*[^.]$/);
      expect(why.split('\n')[0]).toMatch(/^[A-Z].*[.:]$/);
      expect(list.length).toBeGreaterThan(0);
    }
  });
});

describe('what the setup cannot know', () => {
  it('is asked for all at once', () => {
    const spec = { ...builtIn, identity: { kubernetesServiceAccount: 'orders' } };
    expect(messageOf(spec, {})).toBe(
      '4 problems:\n' +
        '  - options: The field "gkeCluster" is missing. Set "gkeCluster", the GKE cluster that the workload runs on, as { name, location, project }.\n' +
        '  - options.namespace: The setup commands need the namespace of the workload, and neither the options nor the connection say it. ' +
        'Set namespace of the options, or identity.namespace of the connection.\n' +
        '  - options.workloadPool: The setup commands need the workload identity pool, PROJECT.svc.id.goog, and neither the options nor the connection say it. ' +
        'Set workloadPool of the options, or identity.workloadPool of the connection.\n' +
        '  - options.workloadPoolProjectNumber: The setup commands need the number of the project that owns the pool, and neither the options nor the connection say it. ' +
        'Set workloadPoolProjectNumber of the options, or identity.workloadPoolProjectNumber of the connection.',
    );
  });

  it('is not asked for where the connection says it', () => {
    const spec = { ...iam, identity: { ...identity, namespace: 'shop', workloadPool: 'gke-project.svc.id.goog' } };
    expect(commands(spec, { gkeCluster })).toBe(commands(iam));
  });

  it.each<[unknown, string]>([
    [
      { ...options, namespace: 'Shop' },
      'options.namespace: "Shop" is not the name of a namespace. Use 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
    ],
    [
      { ...options, workloadPool: 'gke-project' },
      'options.workloadPool: "gke-project" is not a workload identity pool. Write PROJECT.svc.id.goog',
    ],
    [{ ...options, workloadPoolProjectNumber: 'gke' }, 'options.workloadPoolProjectNumber: "gke" is not a project number.'],
    [
      { ...options, gkeCluster: { ...gkeCluster, name: 'My Cluster' } },
      'options.gkeCluster.name: "My Cluster" is not the name of a GKE cluster. Use 1 to 40 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.',
    ],
    [
      { ...options, gkeCluster: { ...gkeCluster, location: 'europe' } },
      'options.gkeCluster.location: "europe" is neither a region nor a zone. Write it as in "us-central1" or "us-central1-a".',
    ],
    [
      { ...options, gkeCluster: { ...gkeCluster, project: 'X' } },
      'options.gkeCluster.project: "X" is not the id of a project. Write a project id of 6 to 30',
    ],
    [
      { ...options, gkeCluster: { ...gkeCluster, nodePools: ['pool-1', 5] } },
      'options.gkeCluster.nodePools[1]: 5 is not the name of a node pool. Use 1 to 40 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.',
    ],
    [
      { ...options, gkeCluster: { ...gkeCluster, nodePools: 'pool-1' } },
      'options.gkeCluster.nodePools: "pool-1" is not a list of node pools. Put a list of node pools here.',
    ],
    [{ ...options, telemetryProject: 'X' }, 'options.telemetryProject: "X" is not the id of a project. Write a project id of 6 to 30'],
    [{ ...options, defaults: 'x' }, 'options.defaults: "x" is not an object.'],
    [
      { ...options, schema: '' },
      'options.schema: "" cannot be the name of a schema. Use 1 to 63 bytes without a zero byte, the limit of PostgreSQL.',
    ],
    [{ ...options, administrator: { user: 'a\0b' } }, 'options.administrator.user: "a\\u0000b" cannot be the name of a database user.'],
    [{ ...options, administrator: { port: 0 } }, 'options.administrator.port: 0 is not a whole number of at least 1.'],
    [{ ...options, access: 'write' }, 'options.access: "write" is not a value that this field can have. Use "read-write" or "read-only".'],
    [{ ...options, cluster: 'apps' }, 'options: There is no field "cluster" here.'],
  ])('is said where it is wrong: %#', (given, message) => {
    expect(messageOf(iam, given).startsWith(message), messageOf(iam, given)).toBe(true);
  });

  it.each<[unknown, string]>([
    [undefined, 'connection: undefined is not a Connection. Make one with Connection.of({ … }) or Connection.parse(document).'],
    [null, 'connection: null is not a Connection. Make one with Connection.of({ … }) or Connection.parse(document).'],
    [builtIn, 'connection: {"auth":"built-in",'],
  ])('is the connection itself where something else is handed over: %#', (given, message) => {
    expect(() => setupCommands(given as Connection, options)).toThrow(ModelError);
    expect(() => setupCommands(given as Connection, options)).toThrow(message);
  });

  it('is a database user that gcloud would take for an option', () => {
    expect(messageOf({ ...builtIn, databaseUser: '-x' }, options)).toBe(
      'connection.databaseUser: The database user "-x" starts with a hyphen, and gcloud takes it for an option. ' +
        'Choose a name that starts with something else.',
    );
  });

  it('is said once', () => {
    expect(messageOf({ ...iam, identity: { ...identity, namespace: 'shop' } }, { ...options, namespace: 'other' })).toBe(
      'options.namespace: The options say "other", and the connection says "shop". Say it in one place.',
    );
  });
});
