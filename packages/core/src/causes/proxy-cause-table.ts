import { type CauseRow, cause } from './cause-row';
import { code, kubectl, sentence, yaml } from './repair';

const attach = "new AuthProxy(this, 'alloydb', { connection }).attachTo(deployment);";

/** The causes of this table. */
export type ProxyCause =
  | 'proxy-cannot-start'
  | 'port-from-service-link'
  | 'environment-variable-ignored'
  | 'variable-not-expanded'
  | 'port-taken'
  | 'stale-unix-socket'
  | 'connection-test-failed'
  | 'too-many-connections'
  | 'proxy-keeps-ending'
  | 'wrong-port-in-application'
  | 'application-without-database';

/** How the proxy is told to run, and what the application makes of it. */
export const proxyCauses: Readonly<Record<ProxyCause, CauseRow>> = {
  'proxy-cannot-start': cause('{proxy} does not start with what it is told: {message}', ({ repair }) => [sentence(repair), code(attach)]),
  'port-from-service-link': cause(
    'Kubernetes sets {variable} for a Service of the namespace, and {proxy} takes it for a setting of its own. It listens on {listening}.',
    () => [
      code(`${attach} // sets every port`),
      yaml('args: ["--port=5432", "--http-port=9090", "--admin-port=9091", …]'),
      sentence('Or set enableServiceLinks: false in the pod, which takes the variables away from the application as well.'),
    ],
  ),
  'environment-variable-ignored': cause('{proxy} does not do what {variable} says: {message}', ({ repair }) => [
    sentence(repair),
    code(attach),
  ]),
  'variable-not-expanded': cause(
    'The instance URI {instanceUri} of {proxy} has $({variable}) in it. Kubernetes puts a value there only if the container itself has that variable, in front of those that use it.',
    ({ variable, proxy }) => [
      yaml(`- name: ${proxy}\n  env:\n  - { name: ${variable}, value: … }`),
      sentence('Or write the value itself into the URI.'),
      code(attach),
    ],
  ),
  'port-taken': cause('{proxy} cannot listen: {message}. Something else in the pod listens there already.', () => [
    code(`${attach} // gives every proxy of a pod ports of its own`),
    yaml('args: ["INSTANCE_URI?port=5433", "--http-port=9190", "--admin-port=9191", …]'),
  ]),
  'stale-unix-socket': cause(
    '{proxy} cannot listen at {path}: a proxy that was killed has left its Unix socket in the volume. It never starts again in this pod.',
    ({ namespace }) => [
      code(`${attach} // uses TCP`),
      sentence('Use TCP on 127.0.0.1 instead of a Unix socket.'),
      kubectl(`kubectl delete pod POD --namespace=${namespace}`),
    ],
  ),
  'connection-test-failed': cause(
    '{proxy} tests every instance at its start, and one of them failed. One of several is enough: {message}',
    () => [
      code("new AuthProxy(this, 'alloydb', { connection, verify: 'none' }).attachTo(deployment);"),
      sentence('Repair what the message says, or leave --run-connection-test away.'),
    ],
  ),
  'too-many-connections': cause('{proxy} takes {limit} connections and closed one more without a message.', () => [
    code("new AuthProxy(this, 'alloydb', { connection, maxConnections: 500 }).attachTo(deployment);"),
    yaml('args: ["--max-connections=500", …]'),
    sentence('Or make the pools of the application smaller.'),
  ]),
  'proxy-keeps-ending': cause('{proxy} ended while the application needed it, with the exit code {message}.', () => [
    sentence('Look at its log, and at its memory limit if the exit code is 137.'),
    code(attach),
  ]),
  'wrong-port-in-application': cause(
    '{application} connects to {address}, port {port}, by {variable}. No proxy of the pod listens there: they listen on {listening}.',
    () => [
      code(`${attach} // sets the variables of the application`),
      sentence('Let the variables of the application name the address and the port of the proxy.'),
    ],
  ),
  'application-without-database': cause('No variable of {application} names a database, so nothing could be tried in its name.', () => [
    code(`${attach} // sets PGHOST, PGPORT, PGDATABASE and PGUSER`),
    yaml(
      'env:\n- { name: PGHOST, value: 127.0.0.1 }\n- { name: PGPORT, value: "5432" }\n- { name: PGDATABASE, value: DATABASE }\n- { name: PGUSER, value: USER }',
    ),
  ]),
};
