import type { Complaint } from './complaint';
import { type Manifest, rightManifest } from './right-manifests';

/** A mistake that is put into a right manifest on purpose, and what must come of it. */
export interface Mistake {
  readonly what: string;
  /** The right manifest that it goes into. */
  readonly into: string;
  /** The field that is set, its steps separated by spaces. */
  readonly at: string;
  /** `undefined` takes the field away. */
  readonly value: unknown;
  readonly complaint: Complaint;
  /** What the API server of the verified Kubernetes version does about it; where it does nothing, why the oracle complains all the same. */
  readonly server: 'refuses' | 'warns' | 'changes it' | { readonly accepts: string };
  /** A part of the server's refusal, where that does not name the field. */
  readonly serverSays?: string;
}

const pod = 'spec template spec';
const podPath = 'spec.template.spec';
const container = `${pod} containers 0`;
const containerPath = `${podPath}.containers[0]`;
const proxy = `${pod} initContainers 0`;
const proxyPath = `${podPath}.initContainers[0]`;
const migration = `${pod} initContainers 1`;
const migrationPath = `${podPath}.initContainers[1]`;

export const mistakeTable: readonly Mistake[] = [
  // Unknown fields, wrong types, missing fields.
  {
    what: 'an unknown field at the top',
    into: 'deployment',
    at: 'specs',
    value: {},
    complaint: { path: 'specs', message: 'unknown field of V1Deployment' },
    server: 'refuses',
  },
  {
    what: 'an unknown field deep in a container',
    into: 'deployment',
    at: `${container} env 4 valueFrom secretKeyRef nam`,
    value: 'alloydb-credentials',
    complaint: { path: `${containerPath}.env[4].valueFrom.secretKeyRef.nam`, message: 'unknown field of V1SecretKeySelector' },
    server: 'refuses',
  },
  {
    what: 'an unknown field of a probe',
    into: 'cron-job',
    at: 'spec jobTemplate spec template spec initContainers 0 startupProbe timeoutSecond',
    value: 5,
    complaint: {
      path: 'spec.jobTemplate.spec.template.spec.initContainers[0].startupProbe.timeoutSecond',
      message: 'unknown field of V1Probe',
    },
    server: 'refuses',
  },
  {
    what: 'a port number as a string',
    into: 'deployment',
    at: `${container} ports 0 containerPort`,
    value: '8080',
    complaint: { path: `${containerPath}.ports[0].containerPort`, message: 'expected a number, got a string' },
    server: 'refuses',
  },
  {
    what: 'a value of a variable as a number',
    into: 'deployment',
    at: `${container} env 1 value`,
    value: 5432,
    complaint: { path: `${containerPath}.env[1].value`, message: 'expected a string, got a number' },
    server: 'refuses',
  },
  {
    what: 'a label as a boolean',
    into: 'service-account',
    at: 'metadata labels',
    value: { managed: true },
    complaint: { path: 'metadata.labels.managed', message: 'expected a string, got a boolean' },
    server: 'refuses',
  },
  {
    what: 'a list where an object belongs',
    into: 'deployment',
    at: `${container} resources`,
    value: [],
    complaint: { path: `${containerPath}.resources`, message: 'expected an object, got a list' },
    server: 'refuses',
  },
  {
    what: 'an object where a list belongs',
    into: 'deployment',
    at: `${proxy} args`,
    value: { port: 5432 },
    complaint: { path: `${proxyPath}.args`, message: 'expected a list, got an object' },
    server: 'refuses',
  },
  {
    what: 'half a replica',
    into: 'deployment',
    at: 'spec replicas',
    value: 1.5,
    complaint: { path: 'spec.replicas', message: 'expected an integer, got a fraction' },
    server: 'refuses',
    serverSays: 'cannot convert float64 to int32',
  },
  {
    what: 'null for nothing',
    into: 'deployment',
    at: `${pod} nodeSelector`,
    value: null,
    complaint: { path: `${podPath}.nodeSelector`, message: 'expected an object, got null' },
    server: 'changes it',
  },
  {
    what: 'a quantity as a number',
    into: 'deployment',
    at: `${container} resources requests cpu`,
    value: 1,
    complaint: { path: `${containerPath}.resources.requests.cpu`, message: 'expected a string, got a number' },
    server: 'changes it',
  },
  {
    what: 'a Deployment without a selector',
    into: 'deployment',
    at: 'spec selector',
    value: undefined,
    complaint: { path: 'spec.selector', message: 'required' },
    server: 'refuses',
  },
  {
    what: 'a container without a name',
    into: 'deployment',
    at: `${container} name`,
    value: undefined,
    complaint: { path: `${containerPath}.name`, message: 'required' },
    server: 'refuses',
  },
  {
    what: 'a probe without a port',
    into: 'deployment',
    at: `${proxy} startupProbe httpGet port`,
    value: undefined,
    complaint: { path: `${proxyPath}.startupProbe.httpGet.port`, message: 'required' },
    server: 'refuses',
  },
  {
    what: 'a CronJob without a schedule',
    into: 'cron-job',
    at: 'spec schedule',
    value: undefined,
    complaint: { path: 'spec.schedule', message: 'required' },
    server: 'refuses',
  },
  {
    what: 'a kind of another group',
    into: 'deployment',
    at: 'apiVersion',
    value: 'batch/v1',
    complaint: { path: '', message: 'unknown kind: Deployment of batch/v1' },
    server: 'refuses',
  },
  {
    what: 'data of a Secret that is not base64',
    into: 'secret',
    at: 'data',
    value: { password: 'not base64' },
    complaint: { path: 'data.password', message: 'expected base64' },
    server: 'refuses',
    serverSays: 'illegal base64 data',
  },
  // Names.
  {
    what: 'a name in capitals',
    into: 'deployment',
    at: 'metadata name',
    value: 'My-App',
    complaint: {
      path: 'metadata.name',
      message: '"My-App" is not a name here: lower case letters, digits, "-" and ".", with a letter or digit at both ends of each part',
    },
    server: 'refuses',
  },
  {
    what: 'a container name with a dot',
    into: 'deployment',
    at: `${container} name`,
    value: 'my.app',
    complaint: {
      path: `${containerPath}.name`,
      message: '"my.app" is not a name here: lower case letters, digits and "-", with a letter or digit at both ends',
    },
    server: 'refuses',
  },
  {
    what: 'a label value with a slash',
    into: 'deployment',
    at: 'metadata labels',
    value: { app: 'my/app' },
    complaint: {
      path: 'metadata.labels.app',
      message: '"my/app" is not a name here: letters, digits, "-", "_" and ".", with a letter or digit at both ends',
    },
    server: 'refuses',
  },
  {
    what: 'an annotation with two slashes in its key',
    into: 'service-account',
    at: 'metadata annotations iam.gke.io/gcp/service-account',
    value: 'x',
    complaint: {
      path: 'metadata.annotations["iam.gke.io/gcp/service-account"]',
      message:
        '"iam.gke.io/gcp/service-account" is not a name here: a name of up to 63 letters, digits, "-", "_" and ".", perhaps after a DNS name and "/"',
    },
    server: 'refuses',
  },
  {
    what: 'a port name of 16 characters',
    into: 'deployment',
    at: `${container} ports 0 name`,
    value: 'sixteen-letters-',
    complaint: { path: `${containerPath}.ports[0].name`, message: '"sixteen-letters-" has 16 characters, and 15 are allowed' },
    server: 'refuses',
  },
  {
    what: 'a port name without a letter',
    into: 'deployment',
    at: `${container} ports 0 name`,
    value: '8080',
    complaint: {
      path: `${containerPath}.ports[0].name`,
      message: '"8080" is not a name here: lower case letters, digits and single "-", with at least one letter',
    },
    server: 'refuses',
  },
  {
    what: 'a variable name with a digit first',
    into: 'deployment',
    at: `${container} env 0 name`,
    value: '1_DB_HOST',
    complaint: {
      path: `${containerPath}.env[0].name`,
      message: '"1_DB_HOST" is not a name here: letters, digits, "_", "-" and ".", no digit first',
    },
    server: { accepts: 'servers before Kubernetes 1.32 refuse it' },
  },
  {
    what: 'a service account name with an underscore',
    into: 'deployment',
    at: `${pod} serviceAccountName`,
    value: 'alloydb_ksa',
    complaint: {
      path: `${podPath}.serviceAccountName`,
      message:
        '"alloydb_ksa" is not a name here: lower case letters, digits, "-" and ".", with a letter or digit at both ends of each part',
    },
    server: 'refuses',
  },
  {
    what: 'a CronJob with a name too long for its jobs',
    into: 'cron-job',
    at: 'metadata name',
    value: 'r'.repeat(53),
    complaint: { path: 'metadata.name', message: `"${'r'.repeat(53)}" has more than the 52 characters that leave room` },
    server: 'refuses',
  },
  // The same thing twice.
  {
    what: 'two containers of one name, one of them an init container',
    into: 'deployment',
    at: `${container} name`,
    value: 'alloydb-auth-proxy',
    complaint: { path: `${containerPath}.name`, message: `"alloydb-auth-proxy" is there already, at ${proxyPath}.name` },
    server: 'refuses',
  },
  {
    what: 'two ports of one name in a container',
    into: 'deployment',
    at: `${container} ports 1`,
    value: { name: 'http', containerPort: 8081 },
    complaint: { path: `${containerPath}.ports[1].name`, message: `"http" is there already, at ${containerPath}.ports[0].name` },
    server: 'refuses',
  },
  {
    what: 'two ports of one name in two containers',
    into: 'deployment',
    at: `${proxy} ports`,
    value: [{ name: 'http', containerPort: 9090 }],
    complaint: { path: `${containerPath}.ports[0].name`, message: `"http" is there already, at ${proxyPath}.ports[0].name` },
    server: 'warns',
  },
  {
    what: 'one port number in two containers',
    into: 'deployment',
    at: `${proxy} ports`,
    value: [{ containerPort: 8080 }],
    complaint: {
      path: `${containerPath}.ports[0].containerPort`,
      message: `"8080/TCP" is there already, at ${proxyPath}.ports[0].containerPort`,
    },
    server: 'warns',
  },
  {
    what: 'a variable twice',
    into: 'deployment',
    at: `${container} env 5`,
    value: { name: 'DB_HOST', value: '127.0.0.2' },
    complaint: { path: `${containerPath}.env[5].name`, message: `"DB_HOST" is there already, at ${containerPath}.env[0].name` },
    server: 'refuses',
  },
  {
    what: 'a volume twice',
    into: 'deployment',
    at: `${pod} volumes 1`,
    value: { name: 'scratch', emptyDir: {} },
    complaint: { path: `${podPath}.volumes[1].name`, message: `"scratch" is there already, at ${podPath}.volumes[0].name` },
    server: 'refuses',
  },
  {
    what: 'two mounts at one place',
    into: 'deployment',
    at: `${container} volumeMounts 1`,
    value: { name: 'scratch', mountPath: '/tmp' },
    complaint: {
      path: `${containerPath}.volumeMounts[1].mountPath`,
      message: `"/tmp" is there already, at ${containerPath}.volumeMounts[0].mountPath`,
    },
    server: 'refuses',
  },
  // Things that refer to each other.
  {
    what: 'a mount of a volume that is not there',
    into: 'deployment',
    at: `${container} volumeMounts 0 name`,
    value: 'tmp',
    complaint: { path: `${containerPath}.volumeMounts[0].name`, message: 'the pod has no volume called "tmp"' },
    server: 'refuses',
  },
  {
    what: 'a volume without a source',
    into: 'deployment',
    at: `${pod} volumes 0 emptyDir`,
    value: undefined,
    complaint: { path: `${podPath}.volumes[0]`, message: 'expected one source, got 0' },
    server: 'changes it',
  },
  {
    what: 'a volume with two sources',
    into: 'deployment',
    at: `${pod} volumes 0 configMap`,
    value: { name: 'settings' },
    complaint: { path: `${podPath}.volumes[0]`, message: 'expected one source, got 2' },
    server: 'refuses',
  },
  {
    what: 'a selector that does not select the pod template',
    into: 'deployment',
    at: 'spec selector matchLabels app',
    value: 'your-app',
    complaint: { path: 'spec.selector.matchLabels.app', message: 'selects "your-app", and the pod template is with "my-app"' },
    server: 'refuses',
  },
  {
    what: 'a pod template without the label that is selected',
    into: 'stateful-set',
    at: 'spec template metadata labels',
    value: {},
    complaint: { path: 'spec.selector.matchLabels.app', message: 'selects "my-worker", and the pod template is without it' },
    server: 'refuses',
    serverSays: '`selector` does not match template `labels`',
  },
  {
    what: 'a selector that selects everything',
    into: 'daemon-set',
    at: 'spec selector',
    value: {},
    complaint: { path: 'spec.selector', message: 'selects nothing in particular' },
    server: 'refuses',
  },
  {
    what: 'a probe of a port name that no container has',
    into: 'deployment',
    at: `${proxy} startupProbe httpGet port`,
    value: 'health',
    complaint: {
      path: `${proxyPath}.startupProbe.httpGet.port`,
      message: 'the container "alloydb-auth-proxy" has no port called "health"',
    },
    server: { accepts: 'the server looks at no other field; kubelet then fails every probe' },
  },
  // Init containers, probes, hooks.
  {
    what: 'a probe on a regular init container',
    into: 'deployment',
    at: `${migration} startupProbe`,
    value: { tcpSocket: { port: 5432 } },
    complaint: { path: `${migrationPath}.startupProbe`, message: 'a regular init container has no probes and no lifecycle' },
    server: 'refuses',
  },
  {
    what: 'the probes of a native sidecar that lost its restart policy',
    into: 'job',
    at: `${proxy} restartPolicy`,
    value: undefined,
    complaint: { path: `${proxyPath}.startupProbe`, message: 'a regular init container has no probes and no lifecycle' },
    server: 'refuses',
  },
  {
    what: 'a lifecycle hook on a regular init container',
    into: 'deployment',
    at: `${migration} lifecycle`,
    value: { preStop: { exec: { command: ['/stop'] } } },
    complaint: { path: `${migrationPath}.lifecycle`, message: 'a regular init container has no probes and no lifecycle' },
    server: 'refuses',
  },
  {
    what: 'a restart policy on a container that is no init container',
    into: 'deployment',
    at: `${container} restartPolicy`,
    value: 'Always',
    complaint: { path: `${containerPath}.restartPolicy`, message: 'only an init container has one, and it is Always' },
    server: { accepts: 'servers before Kubernetes 1.34 refuse it' },
  },
  {
    what: 'a probe with two handlers',
    into: 'deployment',
    at: `${proxy} startupProbe exec`,
    value: { command: ['/alloydb-auth-proxy', 'wait'] },
    complaint: { path: `${proxyPath}.startupProbe`, message: 'expected one of exec, grpc, httpGet, tcpSocket, got exec and httpGet' },
    server: 'refuses',
  },
  {
    what: 'a probe with no handler',
    into: 'deployment',
    at: `${proxy} startupProbe httpGet`,
    value: undefined,
    complaint: { path: `${proxyPath}.startupProbe`, message: 'expected one of exec, grpc, httpGet, tcpSocket, got none' },
    server: 'refuses',
  },
  {
    what: 'a probe of a host',
    into: 'deployment',
    at: `${proxy} startupProbe httpGet host`,
    value: '127.0.0.1',
    complaint: { path: `${proxyPath}.startupProbe.httpGet.host`, message: 'a probe or hook names no host' },
    server: 'warns',
  },
  {
    what: 'a startup probe that must succeed twice',
    into: 'deployment',
    at: `${proxy} startupProbe successThreshold`,
    value: 2,
    complaint: { path: `${proxyPath}.startupProbe.successThreshold`, message: 'a startup probe succeeds at once: 1, not 2' },
    server: 'refuses',
  },
  {
    what: 'a probe of port 0',
    into: 'deployment',
    at: `${proxy} livenessProbe httpGet port`,
    value: 0,
    complaint: { path: `${proxyPath}.livenessProbe.httpGet.port`, message: '0 is not between 1 and 65535' },
    server: 'refuses',
  },
  {
    what: 'a restart policy that a Job does not allow',
    into: 'job',
    at: `${pod} restartPolicy`,
    value: 'Always',
    complaint: { path: `${podPath}.restartPolicy`, message: '"Always" is not allowed in a Job: Never or OnFailure' },
    server: 'refuses',
  },
  {
    what: 'a restart policy that a Deployment does not allow',
    into: 'deployment',
    at: `${pod} restartPolicy`,
    value: 'Never',
    complaint: { path: `${podPath}.restartPolicy`, message: '"Never" is not allowed in a Deployment: Always' },
    server: 'refuses',
  },
  // Values.
  {
    what: 'a container port out of range',
    into: 'deployment',
    at: `${container} ports 0 containerPort`,
    value: 99_999,
    complaint: { path: `${containerPath}.ports[0].containerPort`, message: '99999 is not between 1 and 65535' },
    server: 'refuses',
  },
  {
    what: 'a quantity with a unit that does not exist',
    into: 'deployment',
    at: `${proxy} resources limits memory`,
    value: '128MB',
    complaint: { path: `${proxyPath}.resources.limits.memory`, message: '"128MB" is not a quantity, like 100m or 128Mi' },
    server: 'refuses',
    serverSays: 'quantities must match the regular expression',
  },
  {
    what: 'a request above its limit',
    into: 'deployment',
    at: `${proxy} resources requests memory`,
    value: '1Gi',
    complaint: { path: `${proxyPath}.resources.requests.memory`, message: '1Gi is more than the limit 128Mi' },
    server: 'refuses',
  },
  {
    what: 'a negative grace period',
    into: 'deployment',
    at: `${pod} terminationGracePeriodSeconds`,
    value: -1,
    complaint: { path: `${podPath}.terminationGracePeriodSeconds`, message: '-1 is less than 0' },
    server: 'warns',
  },
  {
    what: 'a variable with a value and a source',
    into: 'deployment',
    at: `${container} env 4 value`,
    value: 'secret',
    complaint: { path: `${containerPath}.env[4].valueFrom`, message: 'a variable with a value has no source' },
    server: 'refuses',
  },
  {
    what: 'root where no root is wanted',
    into: 'deployment',
    at: `${container} securityContext runAsUser`,
    value: 0,
    complaint: { path: `${containerPath}.securityContext.runAsUser`, message: 'user 0 is root, and runAsNonRoot is true' },
    server: 'warns',
  },
  {
    what: 'a schedule of four fields',
    into: 'cron-job',
    at: 'spec schedule',
    value: '4 * * *',
    complaint: { path: 'spec.schedule', message: '"4 * * *" does not have five fields' },
    server: 'refuses',
  },
  {
    what: 'a status',
    into: 'deployment',
    at: 'status',
    value: { replicas: 3 },
    complaint: { path: 'status', message: 'only the server writes this field' },
    server: 'changes it',
  },
  {
    what: 'several Service ports without names',
    into: 'service',
    at: 'spec ports 1',
    value: { port: 81 },
    complaint: { path: 'spec.ports[1].name', message: 'required where there are several ports' },
    server: 'refuses',
  },
  // Config Connector.
  {
    what: 'an unknown field of a Config Connector object',
    into: 'alloydb-user',
    at: 'spec userTyp',
    value: 'ALLOYDB_IAM_USER',
    complaint: { path: 'spec.userTyp', message: 'unknown field' },
    server: 'refuses',
  },
  {
    what: 'a missing field of a Config Connector object',
    into: 'alloydb-user',
    at: 'spec clusterRef',
    value: undefined,
    complaint: { path: 'spec.clusterRef', message: 'required' },
    server: 'refuses',
  },
  {
    what: 'a wrong type in a Config Connector object',
    into: 'alloydb-user',
    at: 'spec databaseRoles',
    value: 'alloydbiamuser',
    complaint: { path: 'spec.databaseRoles', message: 'must be array' },
    server: 'refuses',
  },
  {
    what: 'a role that is no role',
    into: 'iam-policy-member',
    at: 'spec role',
    value: 'alloydb.client',
    complaint: { path: 'spec.role', message: 'must match pattern "^((projects|organizations)/[^/]+/)?roles/[\\w_\\.]+$"' },
    server: 'refuses',
  },
  {
    what: 'an unknown field in the metadata of a Config Connector object',
    into: 'iam-service-account',
    at: 'metadata annotation',
    value: {},
    complaint: { path: 'metadata.annotation', message: 'unknown field of V1ObjectMeta' },
    server: 'refuses',
  },
];

/** The right manifest with the mistake in it. */
export function withMistake({ into, at, value }: Pick<Mistake, 'into' | 'at' | 'value'>): Manifest {
  const manifest = rightManifest(into);
  const steps = at.split(' ');
  const last = steps.pop() ?? '';
  let place: Record<string, unknown> = manifest as unknown as Record<string, unknown>;
  for (const step of steps) {
    place[step] ??= {};
    place = place[step] as Record<string, unknown>;
  }
  if (value === undefined) delete place[last];
  else place[last] = value;
  return manifest;
}
