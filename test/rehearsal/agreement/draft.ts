import { Connection, type IdentityForm, type Manifest } from '@alloydb-gke/core';
import { type EmulatorSpec, specForConnection } from '@alloydb-gke/emulator';
import type { V1Container, V1PodSpec } from '@kubernetes/client-node';

/** A right deployment that a scenario may change: everything in it is its own. */
export interface Draft {
  readonly id: string;
  readonly pod: V1PodSpec;
  /** The container of the Auth Proxy: a native sidecar, the first of the init containers. */
  readonly proxy: V1Container;
  readonly application: V1Container;
  /** The Kubernetes service account, annotated. */
  readonly account: { metadata: { name: string; namespace: string; annotations: Record<string, string> } };
  cloud: Writable<EmulatorSpec>;
  /** In the order in which they are applied, the workload last. */
  readonly manifests: Manifest[];
}

export type Auth = 'iam' | 'built-in';

export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Pod' | 'Job' | 'CronJob';

export type Writable<Value> = Value extends object ? { -readonly [Key in keyof Value]: Writable<Value[Key]> } : Value;

export const project = 'my-project';
/** All scenarios share the project, so it has one number. */
export const projectNumber = '123456789012';
export const clusterName = `projects/${project}/locations/us-central1/clusters/my-alloydb-cluster`;
export const uri = (instance: string): string => `${clusterName}/instances/${instance}`;
export const emailOf = (id: string): string => `${id}@${project}.iam.gserviceaccount.com`;
export const proxyImage = 'gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1';
export const serviceAccount = 'orders';

/** Who logs in, where, and with what: everything named after the scenario, but for what all of them share. */
export function draftOf(id: string, auth: Auth, kind: WorkloadKind): Draft {
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: serviceAccount, namespace: id, annotations: { 'iam.gke.io/gcp-service-account': emailOf(id) } },
  };
  const endsByItself = kind === 'Job' || kind === 'CronJob';
  const application = applicationOf(id, auth, endsByItself ? 'report' : 'orders');
  const proxy = proxyOf(auth);
  const pod: V1PodSpec = {
    serviceAccountName: serviceAccount,
    ...(endsByItself && { restartPolicy: 'Never' }),
    terminationGracePeriodSeconds: 30,
    initContainers: [proxy],
    containers: [application],
  };
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'orders-db', namespace: id },
    stringData: { password: passwordOf(id) },
  };
  const manifests: Manifest[] = [account, ...(auth === 'built-in' ? [secret] : []), workloadOf(kind, id, pod)];
  return { id, pod, proxy, application, account, manifests, cloud: cloudOf(connectionOf(id, auth), id) };
}

export function passwordOf(id: string): string {
  return `secret-of-${id}`;
}

/** What the cloud has to have, and no more. */
export function cloudOf(connection: Connection, id: string): Writable<EmulatorSpec> {
  // Through JSON, so that nothing is shared.
  return JSON.parse(JSON.stringify(specForConnection(connection, { namespace: id, password: passwordOf(id) }))) as Writable<EmulatorSpec>;
}

/** The Kubernetes service account acts as an IAM service account, as itself, or as itself for the proxy to impersonate one. */
export function connectionOf(id: string, auth: Auth, form: IdentityForm = 'linked'): Connection {
  const pod = { kubernetesServiceAccount: serviceAccount, namespace: id, workloadPool: `${project}.svc.id.goog` };
  const shared = { databaseName: 'myapp', instances: { primary: uri('my-primary'), read: 'my-read-pool' } };
  const direct = { ...pod, form: 'direct' as const, workloadPoolProjectNumber: projectNumber };
  const other =
    form === 'impersonated'
      ? { ...pod, form, iamServiceAccount: emailOf(id), workloadPoolProjectNumber: projectNumber }
      : { ...pod, iamServiceAccount: emailOf(id) };
  if (auth === 'iam') return Connection.of({ ...shared, auth, identity: other });
  const passwordSecret = { name: 'orders-db', key: 'password' };
  return Connection.of({ ...shared, auth, databaseUser: id, passwordSecret, identity: form === 'direct' ? direct : other });
}

export function proxyOf(auth: Auth): V1Container {
  const args = [
    '--structured-logs',
    '--address=127.0.0.1',
    '--health-check',
    '--http-address=0.0.0.0',
    '--http-port=9090',
    '--admin-port=9091',
  ];
  return {
    name: 'alloydb-auth-proxy',
    image: proxyImage,
    restartPolicy: 'Always',
    args: [
      ...args,
      '--exit-zero-sigterm',
      ...(auth === 'iam' ? ['--auto-iam-authn'] : []),
      `${uri('my-primary')}?port=5432`,
      `${uri('my-read-pool')}?port=5433`,
    ],
    startupProbe: { httpGet: { path: '/startup', port: 9090 }, periodSeconds: 1, timeoutSeconds: 5, failureThreshold: 60 },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 65532,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

/** A container that uses both instances. What it is called by its image is the part that it plays. */
export function applicationOf(id: string, auth: Auth, program: 'orders' | 'report' | 'migrate' | 'load'): V1Container {
  const password = { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'orders-db', key: 'password' } } };
  const place = (prefix: string, port: string): V1Container['env'] => [
    { name: `${prefix}PGHOST`, value: '127.0.0.1' },
    { name: `${prefix}PGPORT`, value: port },
    { name: `${prefix}PGDATABASE`, value: 'myapp' },
    { name: `${prefix}PGUSER`, value: auth === 'iam' ? `${id}@${project}.iam` : id },
  ];
  const read = program === 'migrate' ? [] : (place('READ_', '5433') ?? []);
  return {
    name: program === 'migrate' ? 'migrate' : 'app',
    image: `gcr.io/${project}/${program}:1.0.0`,
    env: [...(place('', '5432') ?? []), ...read, ...(auth === 'built-in' ? [password] : [])],
  };
}

function workloadOf(kind: WorkloadKind, namespace: string, pod: V1PodSpec): Manifest {
  const metadata = { name: 'orders', namespace };
  const labels = { app: 'orders' };
  const template = { metadata: { labels }, spec: pod };
  const job = { backoffLimit: 0, template };
  switch (kind) {
    case 'Pod':
      return { apiVersion: 'v1', kind, metadata: { ...metadata, labels }, spec: pod };
    case 'Job':
      return { apiVersion: 'batch/v1', kind, metadata, spec: job };
    case 'CronJob':
      return { apiVersion: 'batch/v1', kind, metadata, spec: { schedule: '0 3 1 1 *', jobTemplate: { spec: job } } };
    case 'DaemonSet':
      return { apiVersion: 'apps/v1', kind, metadata, spec: { selector: { matchLabels: labels }, template } };
    default: {
      const service = kind === 'StatefulSet' ? { serviceName: 'orders' } : {};
      return { apiVersion: 'apps/v1', kind, metadata, spec: { replicas: 1, ...service, selector: { matchLabels: labels }, template } };
    }
  }
}
