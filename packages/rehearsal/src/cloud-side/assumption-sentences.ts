import {
  authModes,
  type Connection,
  linkedServiceAccount,
  type RequiredRole,
  type RoleSubject,
  requiredRoles,
  roleMember,
  serviceAccountProject,
  shellQuote,
  workloadIdentityAnnotation,
} from '@alloydb-gke/core';
import { findManifest, type ManifestSet } from '../manifests/manifest-set';
import type { Repair } from '../verdict/expectation';
import type { Assumption } from './cloud-side';

const words = (...all: readonly string[]): string => all.map(shellQuote).join(' ');
const gcloud = (...all: readonly string[]): Repair => ({ kind: 'gcloud', text: words('gcloud', ...all) });
const kubectl = (...all: readonly string[]): Repair => ({ kind: 'kubectl', text: words('kubectl', ...all) });

/** Everything that a connection needs in the cloud and no manifest says, with the commands that make it true. */
export function assumptionsOf(connection: Connection, set: ManifestSet): readonly Assumption[] {
  return [
    ...connection.instances.map(({ uri, ipType }) => instanceIsThere(connection, uri, ipType)),
    workloadPool(connection),
    ...kubernetesAccount(connection, set),
    ...serviceAccounts(connection),
    ...requiredRoles(connection).map((role) => roleIsGranted(role, subjectOf(connection))),
    ...databaseLogin(connection),
  ];
}

type Uri = Connection['instances'][number]['uri'];

function placeOf(uri: Uri): readonly string[] {
  return [`--cluster=${uri.cluster}`, `--region=${uri.location}`, `--project=${uri.project}`];
}

function instanceIsThere({ auth }: Connection, uri: Uri, ipType: string): Assumption {
  const address = { PRIVATE: 'a private IP address', PUBLIC: 'a public IP address', PSC: 'Private Service Connect' }[ipType];
  const flag = auth === 'iam' ? ', and its database flag alloydb.iam_authentication is on' : '';
  const update = gcloud('alloydb', 'instances', 'update', uri.instance, ...placeOf(uri), '--database-flags=alloydb.iam_authentication=on');
  return {
    text: `The instance ${uri.toString()} is there with ${address}${flag}.`,
    commands: [
      gcloud('alloydb', 'instances', 'describe', uri.instance, ...placeOf(uri)),
      // The list of flags is replaced as a whole.
      ...(auth === 'iam' ? [{ ...update, text: `${update.text}   # with every flag that it has already` }] : []),
    ],
  };
}

function poolOf({ identity, instances }: Connection): string {
  return identity.workloadPool ?? `${instances[0].uri.project}.svc.id.goog`;
}

function workloadPool(connection: Connection): Assumption {
  const pool = poolOf(connection);
  const project = pool.replace(/\.svc\.id\.goog$/, '');
  return {
    text: `The GKE cluster is in the project ${project}, with the workload identity pool ${pool} and node pools that have Workload Identity.`,
    commands: [
      {
        kind: 'gcloud',
        text: `gcloud container clusters update CLUSTER --location=LOCATION ${words(`--project=${project}`, `--workload-pool=${pool}`)}`,
      },
      {
        kind: 'gcloud',
        text: `gcloud container node-pools update NODE_POOL --cluster=CLUSTER --location=LOCATION ${words(`--project=${project}`)} --workload-metadata=GKE_METADATA`,
      },
    ],
  };
}

/** What the manifests have is no assumption; the annotation that one of theirs lacks is a finding, and no assumption either. */
function kubernetesAccount({ identity }: Connection, set: ManifestSet): readonly Assumption[] {
  const { kubernetesServiceAccount: name, namespace = 'default' } = identity;
  if (name === 'default' || findManifest(set, 'ServiceAccount', namespace, name)) return [];
  const email = linkedServiceAccount(identity);
  const annotation = email === undefined ? 'without an annotation' : `annotated with ${email}`;
  return [
    {
      text: `The namespace ${namespace} has the Kubernetes service account ${name}, ${annotation}.`,
      commands: [
        kubectl('create', 'serviceaccount', name, `--namespace=${namespace}`),
        ...(email === undefined
          ? []
          : [kubectl('annotate', 'serviceaccount', name, `--namespace=${namespace}`, `${workloadIdentityAnnotation}=${email}`)]),
      ],
    },
  ];
}

function serviceAccounts(connection: Connection): readonly Assumption[] {
  const { identity } = connection;
  const chain = identity.form === 'impersonated' ? (identity.impersonationChain ?? []) : [];
  const emails = [linkedServiceAccount(identity), ...chain, identity.iamServiceAccount].filter((email) => email !== undefined);
  return [...new Set(emails)].map((email) => {
    const project = serviceAccountProject(email);
    const create = gcloud(
      'iam',
      'service-accounts',
      'create',
      email.split('@')[0] ?? '',
      ...(project === undefined ? [] : [`--project=${project}`]),
    );
    return { text: `The IAM service account ${email} is there.`, commands: [create] };
  });
}

/** The number of a project stands in no manifest. */
function subjectOf(connection: Connection): RoleSubject {
  const { identity } = connection;
  return {
    workloadPool: poolOf(connection),
    namespace: identity.namespace ?? 'default',
    kubernetesServiceAccount: identity.kubernetesServiceAccount,
    workloadPoolProjectNumber: identity.workloadPoolProjectNumber ?? 'PROJECT_NUMBER',
  };
}

function roleIsGranted({ role, holder, target }: RequiredRole, subject: RoleSubject): Assumption {
  const member = roleMember(holder, subject);
  const grant = [`--member=${member}`, `--role=${role}`, '--condition=None'];
  if (target.kind === 'project') {
    return {
      text: `${member} has ${role} on the project ${target.project}.`,
      commands: [gcloud('projects', 'add-iam-policy-binding', target.project, ...grant)],
    };
  }
  return {
    text: `${member} has ${role} on the IAM service account ${target.email}.`,
    commands: [gcloud('iam', 'service-accounts', 'add-iam-policy-binding', target.email, ...grant)],
  };
}

/** The password as YAML for gcloud's standard input: it is on no command line, and in no history. */
const typedPassword = `IFS= read -rs password && printf "%s: '%s'\\n" --password "$(printf %s "$password" | sed "s/'/''/g")"`;

function databaseLogin(connection: Connection): readonly Assumption[] {
  const { auth, databaseUser, instances } = connection;
  const clusters = [...new Map(instances.map(({ uri }) => [uri.clusterName, uri])).values()];
  const users = clusters.map((uri): Assumption => {
    const password = auth === 'iam' ? '' : ', with the password that the application has';
    const create = gcloud('alloydb', 'users', 'create', databaseUser, ...placeOf(uri), `--type=${authModes[auth].gcloud}`);
    return {
      text: `The cluster ${uri.clusterName} has the database user ${databaseUser}${password}.`,
      commands: [auth === 'iam' ? create : { ...create, text: `${typedPassword} | ${create.text} --flags-file=-` }],
    };
  });
  return [...users, databaseIsThere(connection)];
}

/** That the database of a connection is there, which nothing but SQL can say. */
export function databaseIsThere({ databaseName, databaseUser }: Connection): Assumption {
  const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  const create: readonly Repair[] =
    databaseName === 'postgres' ? [] : [{ kind: 'sql', text: `CREATE DATABASE ${identifier(databaseName)};` }];
  const grant: Repair = { kind: 'sql', text: `GRANT USAGE, CREATE ON SCHEMA public TO ${identifier(databaseUser)};` };
  return {
    text: `The database ${databaseName} is there, and ${databaseUser} may use its schema public and create in it.`,
    commands: [...create, grant],
  };
}
