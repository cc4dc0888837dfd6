/** What the emulator's log can say. `{name}` stands for a value; a refusal also says what to do. */
export const eventCodes = {
  // What happens.
  started: { message: 'The emulator has started.' },
  stopped: { message: 'The emulator has stopped.' },
  'condition-not-evaluated': {
    message: 'The binding of {role} has the condition {condition}, which is not evaluated. It grants nothing here.',
    repair: 'Declare the binding without its condition to rehearse with the role granted.',
  },
  'member-not-evaluated': {
    message: 'The binding of {role} names {member}. Who belongs to it is not known here, so it grants nothing.',
    repair: 'Name its members in the binding to rehearse with the role granted.',
  },
  'api-called': { message: '{method} by {member}: {outcome}.' },
  'addresses-given': { message: '{member} got the addresses of the types {ipTypes}{alone}.' },
  'token-issued': { message: '{member} got a token for {scopes}.' },
  'client-connected': { message: '{member} connected with {auth} authentication.' },
  'client-logged-in': { message: 'The database user {user} has logged in to the database {database}.' },
  'client-gone': { message: 'The connection ended before the database was reached: {reason}.' },
  'fault-on': { message: 'The fault {fault} is on.' },
  'fault-off': { message: 'The fault {fault} is off.' },
  'postgres-log': { message: '{text}' },
  'leftovers-removed': { message: 'What an emulator that was killed left behind was removed: {folder}.' },
  // What is missing, by the name of what would have to be declared.
  'token-missing': {
    message: 'A call of {method} came without a token.',
    repair: 'Give the client a credential, for instance a metadata server of the emulator.',
  },
  'token-unknown': {
    message: 'A call of {method} came with a token that the emulator did not hand out.',
    repair: 'Get one from a metadata server of the emulator, from its token service, or with accessToken().',
  },
  'token-expired': {
    message: 'A call of {method} came with a token of {member} that has expired.',
    repair: 'Use a credential that renews its tokens, not a static token.',
  },
  'scope-missing': {
    message: 'The token of {member} has the scopes {scopes}, and none of them allows {method}.',
    repair: 'Ask for a token with the scope {wanted}.',
  },
  'api-disabled': {
    message: 'The API {api} is not enabled in the project {project}.',
    repair: 'Run "gcloud services enable {api}", or remove it from disabledApis.',
  },
  'permission-missing': {
    message: '{member} has no role with the permission {permission} on {resource}.',
    repair: 'Grant {role} to {member} on {resource}.',
  },
  'custom-role-incomplete': {
    message: '{member} has the custom role {role}, which lacks the permission {permission}.',
    repair: 'Add {permission} to {role}.',
  },
  'project-number-differs': {
    message: 'A binding names {member}, and the project {project} has the number {number}.',
    repair: 'Declare the number of the project, or correct the binding.',
  },
  'condition-in-the-way': {
    message: '{member} has {role} on {resource} only with the condition {condition}, which is not evaluated.',
    repair: 'Declare the binding without its condition.',
  },
  'service-account-missing': {
    message: 'The IAM service account {email} does not exist.',
    repair: 'Declare it under serviceAccounts of its project, or correct the e-mail.',
  },
  'kubernetes-service-account-missing': {
    message: 'There is no Kubernetes service account {account}, so it has no metadata server.',
    repair: 'Declare it under kubernetesServiceAccounts, or correct its name.',
  },
  'workload-identity-binding-missing': {
    message: 'The Kubernetes service account {account} is annotated with {email}, and {email} does not let it act as it.',
    repair: 'Grant roles/iam.workloadIdentityUser on {email} to {member}.',
  },
  'annotation-missing': {
    message: 'The Kubernetes service account {account} has no annotation iam.gke.io/gcp-service-account, so it acts as {member}.',
    repair: 'Annotate it with the e-mail of its IAM service account, or grant the roles to {member}.',
  },
  'cluster-missing': { message: 'There is no cluster {cluster}.', repair: 'Correct the instance URI, or declare the cluster.' },
  'instance-missing': { message: 'There is no instance {instance}.', repair: 'Correct the instance URI, or declare the instance.' },
  'client-certificate-refused': {
    message: 'A client was refused by TLS: {reason}.',
    repair: 'Connect through the Auth Proxy or a connector, which get a certificate from the Admin API.',
  },
  'iam-authentication-off': {
    message:
      '{member} wants to log in with IAM authentication, and the database flag alloydb.iam_authentication is not "on" for the instance.',
    repair: 'Set databaseFlags: { alloydb.iam_authentication: "on" } for the instance.',
  },
  'not-the-own-user': {
    message: '{member} wants to log in as {user}, and its database user is {own}.',
    repair: 'Log in as {own}, or connect with the identity that {user} belongs to.',
  },
  'no-user-for-principal': {
    message: '{member} is not an IAM service account, and only those and persons can log in with IAM authentication.',
    repair: 'Link the Kubernetes service account to an IAM service account, or use built-in authentication.',
  },
  'database-user-missing': {
    message: 'There is no database user {user}.',
    repair: 'Declare it under users of the cluster, with auth: {auth}.',
  },
  'not-an-iam-user': {
    message: 'The database user {user} has a password, and {member} wants to log in as it with IAM authentication.',
    repair: 'Declare {user} with auth: iam, or connect with built-in authentication.',
  },
  'password-wrong': { message: 'The password for the database user {user} is wrong.', repair: 'Use the password that is declared for it.' },
  'password-not-a-token': {
    message: 'The IAM database user {user} came with a password that is not a token of it.',
    repair: 'Use automatic IAM database authentication, or send a token of {user} as the password.',
  },
  'database-missing': {
    message: 'There is no database {database}, which {user} wants to connect to.',
    repair: 'Declare it under databases of the cluster.',
  },
  'grant-missing': {
    message: 'The database user {user} lacks a privilege in the database {database}: {reason}.',
    repair: 'Declare the grant under databases of the cluster, or a database role under users.',
  },
  'write-on-read-pool': {
    message: 'The database user {user} wants to write through a read pool: {reason}.',
    repair: 'Send writes to the primary instance.',
  },
  'connectors-required': {
    message: 'A client connected directly, and the instance requires connectors.',
    repair: 'Connect through the Auth Proxy or a connector, or remove requireConnectors.',
  },
  'too-many-connections': {
    message: 'The server has no connection left for {user}.',
    repair: 'Raise the database flag max_connections, or use smaller pools.',
  },
  'disk-full': {
    message: 'PostgreSQL of {instance} has no space left for its files: {reason}.',
    repair: 'Free some, or set TMPDIR to another folder and start the emulator again.',
  },
  'postgres-ended': { message: 'PostgreSQL of {instance} has ended on its own: {reason}.', repair: 'Start the emulator again.' },
} as const;

/** The codes of the events. */
export type EventCode = keyof typeof eventCodes;
