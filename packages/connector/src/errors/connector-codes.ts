/** Where an error comes from: what was written, the refresh of certificate and address, the way to the instance, the login. */
export type ConnectorErrorKind = 'config' | 'refresh' | 'dial' | 'login';

/** The sentences of an error; `{name}` stands for a value that the place of the error fills in. */
export interface ConnectorErrorRow {
  readonly kind: ConnectorErrorKind;
  /** What happened and why. */
  readonly message: string;
  /** What to do next. */
  readonly repair: string;
}

/** Everything that can go wrong. */
export const connectorCodes = {
  // What was written.
  'instance-uri-invalid': {
    kind: 'config',
    message: '{value} is not an instance URI: {reason}.',
    repair:
      'Write "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE". "gcloud alloydb instances list --format=\'value(name)\'" prints those that you have.',
  },
  'ip-type-unknown': { kind: 'config', message: '{value} is not an IP type.', repair: 'Set ipType to {choices}.' },
  'auth-type-unknown': { kind: 'config', message: '{value} is not an auth type.', repair: 'Set authType to {choices}.' },
  'connector-option-unknown': { kind: 'config', message: 'There is no option {name} here.', repair: 'Use {choices}.' },
  'connector-option-invalid': {
    kind: 'config',
    message: '{value} cannot be the value of the option {name}.',
    repair: 'Set {name} to {wanted}.',
  },
  'auth-library-missing': {
    kind: 'config',
    message: 'The application default credentials are read by the package google-auth-library, which is not installed: {reason}.',
    repair: 'Run "npm install google-auth-library", or give the connector the option auth: an object with getAccessToken().',
  },
  'pg-missing': {
    kind: 'config',
    message: 'createPool() and createPools() make pools of the package pg, which is not installed: {reason}.',
    repair: 'Run "npm install pg", or give the option Pool: the class of that name.',
  },
  'pg-too-old': {
    kind: 'config',
    message: 'The package pg is too old: {reason}.',
    repair: 'Run "npm install pg@latest": the connector needs {least} or newer.',
  },
  'variable-missing': {
    kind: 'config',
    message: 'The variable {name} is not set. It holds {holds}.',
    repair: 'Set it, or let the constructs do so: connectorEnvironment(connection), or the option environment of the Auth Proxy.',
  },
  'variable-invalid': {
    kind: 'config',
    message: '{value} cannot be the value of the variable {name}.',
    repair: 'Set it to {wanted}.',
  },
  'connection-document-invalid': {
    kind: 'config',
    message: 'The Connection document cannot be used: {reason}.',
    repair: 'Write it with toJSON() of a Connection, or compare it with connection.schema.json of @alloydb-gke/core.',
  },
  'password-file-unreadable': {
    kind: 'config',
    message: 'The file {file}, which holds the password, cannot be read: {reason}.',
    repair: 'Check the path, that the Secret is mounted there, and that the user of the process may read it.',
  },
  'certificate-file-unreadable': {
    kind: 'config',
    message: 'The file {file}, which the URL of the variable {name} names as {parameter}, cannot be read: {reason}.',
    repair: 'Check the path, that the file is mounted there, and that the user of the process may read it.',
  },
  'session-option-with-pooler': {
    kind: 'config',
    message: 'The option {name} sets something for the whole session, and with managed connection pooling sessions change hands.',
    repair: 'Leave it out. Use "ALTER ROLE … SET", or "SET LOCAL" in the transaction that needs it.',
  },
  'connector-closed': {
    kind: 'config',
    message: 'The connector is closed.',
    repair: 'Close it after everything that connects has ended, or make a new one.',
  },
  'listen-address-in-use': {
    kind: 'config',
    message: 'The local proxy cannot listen at {place}: {reason}.',
    repair: 'Choose another port or path, or free this one.',
  },
  'listen-address-ambiguous': {
    kind: 'config',
    message: 'The options path and {others} do not go together: a local proxy listens at a path or at a port.',
    repair: 'Leave out {others} to listen at the path {path}, or leave out path.',
  },
  'listen-address-unusable': {
    kind: 'config',
    message: 'The local proxy cannot listen at {place}: {reason}.',
    repair: 'Choose a port that is free and that this user may open, or a path in a folder that exists and that this user may write to.',
  },
  // The refresh of certificate and address.
  'no-access-token': {
    kind: 'refresh',
    message: 'The credentials gave no access token: {reason}.',
    repair:
      'Check what the credentials are: on GKE the link between the Kubernetes service account and the IAM service account, elsewhere "gcloud auth application-default login" or the option auth.',
  },
  'key-not-made-in-time': {
    kind: 'refresh',
    message: 'The key for the client certificate was not made in the time that a refresh has. A thread of this process makes it.',
    repair:
      'Give the process more CPU, or more threads with UV_THREADPOOL_SIZE: something else occupies them (file system, names, hashes of passwords).',
  },
  'egress-proxy-invalid': {
    kind: 'config',
    message: 'The variable HTTPS_PROXY names no proxy that the connector can use: {reason}.',
    repair: 'Write it as "http://HOST:PORT" or "https://HOST:PORT", or except the host of the API with the variable NO_PROXY.',
  },
  'token-not-accepted': {
    kind: 'refresh',
    message: 'The {api} does not accept the access token (401): {text}.',
    repair:
      'The token has expired or is not one of Google Cloud. Use credentials that renew their tokens: application default credentials, or a client of google-auth-library.',
  },
  'role-missing': {
    kind: 'refresh',
    message: '{principal} has no role with the permission {permission} on {resource}.',
    repair: 'Grant {role}: "{command}". It takes a few minutes until that holds.',
  },
  'api-not-enabled': {
    kind: 'refresh',
    message: 'The API {api} is not enabled in the project {project}.',
    repair: 'Enable it: "gcloud services enable {api} --project={project}". It takes a few minutes until that holds.',
  },
  'token-scope-too-small': {
    kind: 'refresh',
    message: 'The access token does not have the scope that the {api} asks for.',
    repair:
      'Ask for tokens with the scope https://www.googleapis.com/auth/cloud-platform. On a machine of Compute Engine or a node pool the access scopes of the machine limit it as well.',
  },
  'access-refused': {
    kind: 'refresh',
    message: 'The {api} refuses {principal} (403): {text}.',
    repair:
      'Check the roles of {principal} in the project {project}, and the policies of the organisation and VPC Service Controls around it.',
  },
  'instance-not-found': {
    kind: 'refresh',
    message: 'There is no instance {instanceUri}, or it is not to be seen with these credentials (404): {text}.',
    repair: 'Compare the instance URI with what this prints: "{command}".',
  },
  'admin-api-quota-used-up': {
    kind: 'refresh',
    message: 'The quota of the {api} is used up (429): {text}.',
    repair:
      'Use one connector for the whole process, not one for each request. Else ask for more quota of the AlloyDB API in the project {project}.',
  },
  'admin-api-failing': {
    kind: 'refresh',
    message: 'The {api} fails, after {tries} ({status}): {text}.',
    repair: 'Wait and connect again. https://status.cloud.google.com says whether Google Cloud has a disturbance.',
  },
  'admin-api-not-reached': {
    kind: 'refresh',
    message: 'The {api} at {endpoint} cannot be reached, after {tries}: {reason}.',
    repair:
      'Check in this order: DNS, the way to the Internet or Private Google Access of the subnet, firewall rules and NetworkPolicies for port 443, and the option adminApiEndpoint.',
  },
  'admin-api-request-refused': {
    kind: 'refresh',
    message: 'The {api} refuses the request ({status}): {text}.',
    repair: 'Check adminApiEndpoint and the instance URI. If both are right, this is a mistake of the connector: please report it.',
  },
  'admin-api-answer-unreadable': {
    kind: 'refresh',
    message: 'The {api} at {endpoint} gave an answer that cannot be read: {reason}.',
    repair: 'Check that adminApiEndpoint leads to the AlloyDB API, and that no proxy on the way answers in its place.',
  },
  'instance-without-address': {
    kind: 'refresh',
    message: 'The instance {instanceUri} has no address.',
    repair: 'Wait until the instance is READY, and check its network settings: "{command}".',
  },
  'clock-wrong': {
    kind: 'refresh',
    message: 'The new client certificate is valid from {from} to {to}, and the clock of this machine says {now}.',
    repair: 'Set the clock of this machine: let it follow a time server.',
  },
  // The way to the instance.
  'dial-abandoned': {
    kind: 'dial',
    message: 'The connection to the instance {instanceUri} was given up by its client during {step}.',
    repair:
      'Where the client gave up because it took too long, give it more time than the connector takes for a step (connectTimeout): the connector then says what is in the way.',
  },
  'ip-type-not-available': {
    kind: 'dial',
    message: 'The instance {instanceUri} has no address of the type {ipType}. It has: {present}.',
    repair: 'Set ipType to one that the instance has, or give the instance an address of this type.',
  },
  'instance-name-not-resolved': {
    kind: 'dial',
    message: 'The name {address} of the instance {instanceUri} cannot be resolved: {reason}.',
    repair:
      'With Private Service Connect the network of the client needs an endpoint for the service attachment of the instance, and a private DNS zone with this name that points to the endpoint.',
  },
  'instance-not-reached': {
    kind: 'dial',
    message: 'The instance {instanceUri} cannot be reached at {address}, port 5433: {reason}.',
    repair:
      'Check in this order: that this machine is in the VPC network of the instance or may use its public address, firewall rules for egress to port 5433, NetworkPolicies of the namespace, and the peering of private services access or the endpoint of Private Service Connect.',
  },
  'server-certificate-not-trusted': {
    kind: 'dial',
    message: 'What answers at {address} does not prove to be the instance {instanceUri}: {reason}.',
    repair:
      'If the certificates of the instance were just renewed, connect again. Else something between this machine and port 5433 of the instance answers in its place: a proxy, a wrong route, an address that another instance has now.',
  },
  'server-certificate-out-of-date': {
    kind: 'dial',
    message: 'The certificate of the instance {instanceUri} is not valid at the time of this machine, {now}: {reason}.',
    repair: 'Set the clock of this machine: let it follow a time server. If the clock is right, restart the instance.',
  },
  'tls-failed': {
    kind: 'dial',
    message: 'The TLS handshake with the instance {instanceUri} at {address} failed: {reason}.',
    repair:
      'Connect again. If it stays, look for what may cut or inspect the connection: firewalls, proxies, a service mesh that takes port 5433.',
  },
  'metadata-exchange-refused': {
    kind: 'dial',
    message: 'The instance {instanceUri} refuses the connection: {text}.',
    repair:
      'The identity that connects needs roles/alloydb.client and roles/serviceusage.serviceUsageConsumer in the project {project}, and its login token the scope https://www.googleapis.com/auth/alloydb.login or cloud-platform.',
  },
  'metadata-exchange-broken': {
    kind: 'dial',
    message: 'The instance {instanceUri} at {address} did not finish the metadata exchange: {reason}.',
    repair:
      'Connect again: the instance may be restarting, or have renewed its certificates. If it stays, look at the state of the instance.',
  },
  // The login.
  'iam-login-refused': {
    kind: 'login',
    message: 'The database does not let {user} in with IAM authentication: {text}.',
    repair:
      'Check in this order: that the database flag alloydb.iam_authentication of the instance is "on", that the database user exists with the type IAM and is named after the identity (a service account without ".gserviceaccount.com"), and that the identity has roles/alloydb.databaseUser in the project {project}.',
  },
} as const;

/** The code of an error, the same across versions. */
export type ConnectorErrorCode = keyof typeof connectorCodes;
