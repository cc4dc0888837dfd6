import { type CauseRow, cause } from './cause-row';
import {
  createBuiltInUser,
  createCluster,
  createDatabase,
  createIamUser,
  createInstance,
  deleteUser,
  grantPrivileges,
  listInstances,
  setPassword,
  switchIamAuthentication,
} from './cloud-commands';
import { code, sentence, yaml } from './repair';

const isIam = (user: string): boolean => user.includes('@');

/** The causes of this table. */
export type DatabaseCause =
  | 'instance-missing'
  | 'instance-misspelt'
  | 'cluster-missing'
  | 'wrong-ip-type'
  | 'instance-without-address'
  | 'instance-not-listening'
  | 'instance-unreachable'
  | 'instance-name-not-found'
  | 'instance-closed-early'
  | 'connection-intercepted'
  | 'certificate-of-another-instance'
  | 'clocks-differ'
  | 'certificates-renewed'
  | 'client-certificate-refused'
  | 'connectors-required'
  | 'admin-api-unreachable'
  | 'admin-api-quota'
  | 'iam-authentication-off'
  | 'database-user-missing'
  | 'wrong-database-user'
  | 'database-user-not-iam'
  | 'automatic-iam-authentication-missing'
  | 'password-wrong'
  | 'password-missing'
  | 'database-missing'
  | 'grant-missing'
  | 'read-pool-written'
  | 'server-connections-used-up'
  | 'database-ended'
  | 'tls-inside-tunnel';

/** The instance, and what is in it. */
export const databaseCauses: Readonly<Record<DatabaseCause, CauseRow>> = {
  'instance-missing': cause('There is no instance {instanceUri}.', (values) => [
    createInstance(values),
    listInstances(values),
    code("Connection.of({ …, instances: { primary: 'projects/…/locations/…/clusters/…/instances/…' } });"),
  ]),
  'instance-misspelt': cause('There is no instance {instanceUri}. There is {rightInstanceUri}, which is nearly the same.', (values) => [
    sentence(`Correct the instance URI of ${values.proxy}: ${values.rightInstanceUri}. If both are meant, declare the other one too.`),
    code(`Connection.of({ …, instances: { primary: '${values.rightInstanceUri}' } });`),
  ]),
  'cluster-missing': cause('There is no AlloyDB cluster {cluster} in the region {region} of the project {project}.', (values) => [
    createCluster(values),
    listInstances(values),
    code("Connection.of({ …, instances: { primary: 'projects/…/locations/…/clusters/…/instances/…' } });"),
  ]),
  'wrong-ip-type': cause(
    'The proxy is told to use the {ipType} address of the instance {instance}, and it has none. It has {rightIpType}.',
    ({ instanceUri, rightIpType }) => [
      code(`Connection.of({ …, instances: { primary: { uri: '${instanceUri}', ipType: '${rightIpType}' } } });`),
      ...(rightIpType === 'PRIVATE' ? [sentence('Take --public-ip and --psc away.')] : []),
      ...(rightIpType === 'PUBLIC' ? [yaml('args: ["--public-ip", …]')] : []),
      ...(rightIpType === 'PSC' ? [yaml('args: ["--psc", …]')] : []),
    ],
  ),
  'instance-without-address': cause('The instance {instance} has no address at all.', () => [
    sentence('Wait until it is created, and check its network configuration.'),
  ]),
  'instance-not-listening': cause('Nothing listens at the address of the instance {instance}.', () => [
    sentence('Check that the instance runs, and for Private Service Connect where the forwarding rule leads.'),
  ]),
  'instance-unreachable': cause('Packets to the instance {instance} vanish.', () => [
    sentence('Open the egress to TCP port 5433 of the instance, and check the peering of the networks and the IP type.'),
    yaml('egress:\n- to: [{ ipBlock: { cidr: INSTANCE_ADDRESS/32 } }]\n  ports: [{ port: 5433 }]'),
  ]),
  'instance-name-not-found': cause('The name of the instance {instance} is not in the DNS of the cluster.', () => [
    sentence(
      'Make the Private Service Connect endpoint and its DNS record yourself, in a private zone that is attached to the network of the GKE cluster.',
    ),
  ]),
  'instance-closed-early': cause(
    'The instance {instance} closed the connection before it was of use: it did not accept the client certificate, or it restarts.',
    () => [sentence('Try again, then check the clock of the node and the state of the instance.')],
  ),
  'connection-intercepted': cause('Something takes the connection to the instance {instance} and says nothing.', () => [
    sentence('Keep service meshes and other proxies away from TCP port 5433.'),
  ]),
  'certificate-of-another-instance': cause(
    'The address of the instance {instance} leads to another instance, or something on the way breaks the encryption open.',
    () => [sentence('Correct the DNS record or the forwarding rule, and take the interception away.')],
  ),
  'clocks-differ': cause('The clocks of the node and of the instance {instance} differ.', () => [sentence('Set the clock of the node.')]),
  'certificates-renewed': cause('The certificates were renewed on one side and not on the other.', () => [
    sentence('Try again: the proxy gets new ones at once.'),
  ]),
  'client-certificate-refused': cause('A client came to the instance {instance} without a certificate of the Admin API.', (values) => [
    code("new AuthProxy(this, 'alloydb', { connection }).attachTo(deployment);"),
    sentence(`Let ${values.application} connect to the proxy at 127.0.0.1, not to the instance.`),
  ]),
  'connectors-required': cause(
    'The instance {instance} takes connections through connectors and the Auth Proxy only, and {application} connects to it directly.',
    (values) => [
      code("new AuthProxy(this, 'alloydb', { connection }).attachTo(deployment);"),
      sentence(`Let ${values.application} connect to the proxy at 127.0.0.1, not to the instance.`),
    ],
  ),
  'admin-api-unreachable': cause('The Admin API does not answer the proxy.', () => [
    sentence('Open the egress to alloydb.googleapis.com, TCP port 443, or take --alloydbadmin-api-endpoint away.'),
  ]),
  'admin-api-quota': cause(
    'The quota of the Admin API is spent. The proxy calls it again for every connection that fails, without a pause.',
    () => [
      sentence(
        'Repair what failed first, let the application wait longer between its attempts, and raise the quota if that is not enough.',
      ),
    ],
  ),
  'iam-authentication-off': cause(
    '{member} wants to log in with IAM authentication, and the database flag alloydb.iam_authentication is not on for the instance {instance}.',
    (values) => [
      switchIamAuthentication(values),
      code('identity.setupScript({ gkeCluster, namespace }); // switches it on, on every instance of the connection'),
    ],
  ),
  'database-user-missing': cause('There is no database user {user} in the cluster {cluster}.', (values) => [
    isIam(values.user) ? createIamUser(values) : createBuiltInUser(values),
    grantPrivileges(values),
    code('identity.setupScript({ gkeCluster, namespace }); // makes the database user and its grants'),
  ]),
  'wrong-database-user': cause(
    '{application} wants to log in as {user}, and the database user of {member} is {ownUser}. With IAM authentication everybody is their own user, and one process of the proxy logs in one way, for all its instances.',
    (values) => [
      code("new AuthProxy(this, 'alloydb', { connection }).attachTo(deployment); // sets the database user with the rest"),
      yaml(`- name: PGUSER\n  value: ${JSON.stringify(values.ownUser)}`),
    ],
  ),
  'database-user-not-iam': cause(
    'The database user {user} has a password, and {member} wants to log in as it with IAM authentication. A user cannot change the way it logs in.',
    (values) => [
      deleteUser(values),
      createIamUser(values),
      grantPrivileges(values),
      code("Connection.of({ auth: 'built-in', databaseUser: …, … }); // where the password is what you want"),
    ],
  ),
  'automatic-iam-authentication-missing': cause(
    'The database user {user} logs in with IAM authentication, and {proxy} does not do that for it.',
    () => [code("Connection.of({ auth: 'iam', … });"), yaml('args: ["--auto-iam-authn", …]')],
  ),
  'password-wrong': cause('The password for the database user {user} is wrong.', (values) => [
    setPassword(values),
    sentence(`Or put the right one into the Secret of ${values.application}.`),
  ]),
  'password-missing': cause('{application} logs in as {user} without a password, and the database asks for one.', () => [
    code("Connection.of({ auth: 'built-in', …, passwordSecret: { name: 'orders-db', key: 'password' } });"),
    yaml('- name: PGPASSWORD\n  valueFrom:\n    secretKeyRef: { name: SECRET, key: password }'),
  ]),
  'database-missing': cause('There is no database {database} in the cluster {cluster}.', (values) => [
    createDatabase(values),
    code('identity.setupScript({ gkeCluster, namespace }); // makes the database and the grants'),
  ]),
  'grant-missing': cause('The database user {user} lacks a privilege in the database {database}: {message}.', (values) => [
    grantPrivileges(values),
    code('identity.setupScript({ gkeCluster, namespace }); // grants what the application needs'),
  ]),
  'read-pool-written': cause(
    '{application} takes the read pool instance {instance} for its database, by {variable}. What it writes there is refused.',
    (values) => [
      code("new AuthProxy(this, 'alloydb', { connection, environment: { prefix: 'DB_' } }).attachTo(deployment);"),
      sentence(`Let ${values.variable} name the port of the primary instance.`),
    ],
  ),
  'server-connections-used-up': cause('The database has no connection left for {user}.', () => [
    sentence('Make the pools of the application smaller, or raise the database flag max_connections.'),
  ]),
  'database-ended': cause('The database of the instance {instance} ended a connection, or ended itself.', () => [
    sentence('Let the application open a new connection: this happens at every maintenance.'),
  ]),
  'tls-inside-tunnel': cause(
    '{application} demands TLS of {proxy}. The proxy speaks plain PostgreSQL to the pod, and TLS to the instance.',
    () => [
      code("new AuthProxy(this, 'alloydb', { connection }).attachTo(deployment); // sets PGSSLMODE"),
      yaml('- name: PGSSLMODE\n  value: disable'),
    ],
  ),
};
