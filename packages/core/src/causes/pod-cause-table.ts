import { commandLine } from '../setup-commands/command-line';
import type { CaseValues } from './case-values';
import { type CauseRow, cause } from './cause-row';
import { putSecret } from './cloud-commands';
import { code, kubectl, type Repair, sentence, yaml } from './repair';

const attach = "new AuthProxy(this, 'alloydb', { connection }).attachTo(deployment);";
const nativeSidecar = 'initContainers:\n- name: alloydb-auth-proxy\n  restartPolicy: Always\n  …';

/** The causes of this table. */
export type PodCause =
  | 'host-network'
  | 'secret-missing'
  | 'config-map-missing'
  | 'field-not-supported'
  | 'probe-port-missing'
  | 'runs-as-root'
  | 'container-cannot-start'
  | 'image-has-no-shell'
  | 'probe-cannot-reach-proxy'
  | 'probe-without-health-server'
  | 'probe-of-database-port'
  | 'probe-path-unknown'
  | 'probe-too-strict'
  | 'sidecar-restart-policy-stripped'
  | 'application-starts-before-proxy'
  | 'proxy-ends-before-application'
  | 'min-delay-skipped'
  | 'prestop-ends-proxy-early'
  | 'grace-period-too-short'
  | 'connections-left-open'
  | 'job-never-completes'
  | 'quit-not-heard'
  | 'liveness-restarts-proxy'
  | 'readiness-follows-connections';

const healthProbe = ({ probe, healthPort }: CaseValues): Repair =>
  yaml(`${probe}Probe:\n  httpGet: { path: /${probe}, port: ${healthPort} }`);

/** How the pod is made, starts and ends. */
export const podCauses: Readonly<Record<PodCause, CauseRow>> = {
  'host-network': cause(
    'The pod of {workload} uses the network of its node. There it acts as the node, not as its Kubernetes service account, and opens its ports on the node. A rehearsal cannot show what the node may do.',
    () => [sentence('Remove hostNetwork from the pod.')],
  ),
  'secret-missing': cause(
    '{container} takes {secretKey} from the Secret {secret}, and the namespace {namespace} does not have it.',
    (values) => [
      putSecret(values),
      code("Connection.of({ auth: 'built-in', …, passwordSecret: { name: 'orders-db', key: 'password' } });"),
    ],
  ),
  'config-map-missing': cause(
    '{container} takes {secretKey} from the ConfigMap {configMap}, and the namespace {namespace} does not have it.',
    ({ configMap, namespace, secretKey }) => [
      kubectl(commandLine('kubectl', 'create', 'configmap', configMap, `--namespace=${namespace}`, `--from-literal=${secretKey}=VALUE`)),
    ],
  ),
  'field-not-supported': cause('{container} takes a variable from a field that Kubernetes does not give: {message}.', () => [
    yaml('- name: POD_IP\n  valueFrom:\n    fieldRef: { fieldPath: status.podIP }'),
  ]),
  'probe-port-missing': cause('A probe of {container} names a port that the container does not declare: {message}.', () => [
    code(attach),
    sentence('Write the number of the port into the probe.'),
  ]),
  'runs-as-root': cause('{container} must not run as root, and its image or its security context says that it does: {message}.', () => [
    code(attach),
    yaml('securityContext:\n  runAsNonRoot: true\n  runAsUser: 65532'),
  ]),
  'container-cannot-start': cause('{container} cannot be started: {message}.', () => [
    sentence('Correct the image, the command or what they need.'),
  ]),
  'image-has-no-shell': cause(
    '{container} runs a program that the image of the Auth Proxy does not have: {message}. The image holds the proxy and nothing else, no shell and no curl.',
    () => [
      code(attach),
      yaml(
        'startupProbe:\n  exec:\n    command: ["/alloydb-auth-proxy", "wait", "--max=1s"]\n  periodSeconds: 1\n  timeoutSeconds: 5\n  failureThreshold: 60',
      ),
    ],
  ),
  'probe-cannot-reach-proxy': cause(
    "The {probe} probe of {proxy} asks at the pod's address, and the proxy's health server listens on {address}, port {healthPort}, inside the pod alone. Kubernetes never hears that the proxy is well.",
    () => [code(`${attach} // gives the health server the pod's address`), yaml('args: ["--http-address=0.0.0.0", …]')],
  ),
  'probe-without-health-server': cause(
    'The {probe} probe of {proxy} asks at port {port}, and the proxy has no health server there. It listens on {listening}.',
    ({ port }) => [
      code(attach),
      yaml(`args: ["--health-check", "--http-address=0.0.0.0", "--http-port=${port}", …]`),
      sentence(
        'Or let the probe ask where the health server listens. The subcommand "wait" takes --http-address and --http-port for that, and reads no variable.',
      ),
    ],
  ),
  'probe-of-database-port': cause(
    "The {probe} probe of {proxy} connects to port {port} at the pod's address. The proxy serves a database at that port, inside the pod alone: it listens on {listening}.",
    (values) => [code(attach), healthProbe(values), yaml('args: ["--health-check", "--http-address=0.0.0.0", …]')],
  ),
  'probe-path-unknown': cause(
    'The {probe} probe of {proxy} asks for {path}, and the health server has nothing there. It has /startup, /readiness and /liveness.',
    (values) => [code(attach), healthProbe(values)],
  ),
  'probe-too-strict': cause('The {probe} probe of {proxy} gives up before the proxy answers: {message}.', () => [
    code(attach),
    yaml('timeoutSeconds: 5\nfailureThreshold: 60'),
  ]),
  'sidecar-restart-policy-stripped': cause(
    '{proxy} is an init container without restartPolicy: Always. Kubernetes waits for it to end, which it never does, and starts nothing behind it. An admission webhook that knows an older Kubernetes drops the field.',
    () => [
      code(attach),
      yaml(nativeSidecar),
      sentence('If the manifest has the field, update the webhook that takes it away, or use sidecar: "classic".'),
    ],
  ),
  'application-starts-before-proxy': cause(
    '{application} starts before {proxy} listens, and its first connection is refused. Nothing orders the two.',
    () => [
      code("new AuthProxy(this, 'alloydb', { connection, sidecar: 'native' }).attachTo(deployment);"),
      yaml(nativeSidecar),
      sentence('Put the proxy in front of every init container that uses the database.'),
    ],
  ),
  'proxy-ends-before-application': cause(
    '{proxy} gets SIGTERM at the same moment as {application} and stops accepting connections while the application still drains.',
    ({ seconds }) => [
      code("new AuthProxy(this, 'alloydb', { connection, sidecar: 'native' }).attachTo(deployment);"),
      yaml(nativeSidecar),
      sentence(
        `For a classic sidecar: set --min-sigterm-delay to as long as your application drains, without --exit-zero-sigterm. The rehearsed one stopped after ${seconds} s.`,
      ),
    ],
  ),
  'min-delay-skipped': cause(
    '{proxy} has --min-sigterm-delay and --exit-zero-sigterm. The proxy then skips the delay, and stops accepting connections while {application} still drains.',
    () => [code(attach), sentence('Leave --exit-zero-sigterm away from a classic sidecar, and accept its exit code 143.')],
  ),
  'prestop-ends-proxy-early': cause(
    'The preStop hook of {proxy} ends it while {application} still drains: Kubernetes runs the hook at once, before it waits for the application.',
    () => [code(attach), sentence('Take the preStop hook away. Kubernetes ends a native sidecar after the application by itself.')],
  ),
  'grace-period-too-short': cause(
    '{container} was killed, because the {gracePeriodSeconds} s of terminationGracePeriodSeconds had passed before it ended by itself.',
    ({ gracePeriodSeconds }) => [
      code(`new AuthProxy(this, 'alloydb', { connection, applicationDrainSeconds: … }).attachTo(deployment);`),
      yaml(`terminationGracePeriodSeconds: ${/^\d+$/.test(gracePeriodSeconds) ? Math.max(60, Number(gracePeriodSeconds) * 2) : 60}`),
    ],
  ),
  'connections-left-open': cause(
    '{proxy} ended with the exit code 1, because connections were open after it had waited for them. Idle ones of a pool count.',
    () => [
      sentence('Close the pool of the application when it gets SIGTERM.'),
      code("new AuthProxy(this, 'alloydb', { connection, proxyDrainSeconds: 30 }).attachTo(deployment);"),
    ],
  ),
  'job-never-completes': cause(
    '{proxy} is an ordinary container and never ends by itself, so {workload} never completes: {application} has ended.',
    () => [
      code("new AuthProxy(this, 'alloydb', { connection, sidecar: 'native' }).attachTo(job);"),
      yaml(nativeSidecar),
      sentence('For a classic sidecar: --quitquitquit, and a POST to /quitquitquit when the application is done.'),
    ],
  ),
  'quit-not-heard': cause(
    '{application} tells the proxy to end at {path}, and no admin server of the proxy answers there: {message}.',
    () => [
      code("new AuthProxy(this, 'alloydb', { connection, sidecar: 'classic', applicationQuitsProxy: true }).attachTo(job);"),
      yaml('args: ["--quitquitquit", "--admin-port=9091", …]'),
    ],
  ),
  'liveness-restarts-proxy': cause(
    'The liveness probe of {proxy} failed, and Kubernetes restarted it. That cut every connection of the application: {message}.',
    () => [code(attach), sentence('Take the liveness probe away, or give it a period of 60 s and five failures.')],
  ),
  'readiness-follows-connections': cause(
    'The readiness probe of {proxy} takes the whole pod out of rotation when the proxy is full or ends: {message}.',
    () => [code(attach), sentence('Take the readiness probe away from the proxy.')],
  ),
};
