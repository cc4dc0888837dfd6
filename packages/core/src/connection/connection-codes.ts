import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can be wrong with a connection. */
export const connectionCodes = {
  'auth-missing': {
    message: 'The auth mode is not chosen.',
    repair:
      'Set auth to "iam" (the database user is the IAM service account, no password) or to "built-in" (a PostgreSQL user with a password).',
  },
  'instances-empty': {
    message: 'No instance is named.',
    repair: 'Name at least one: instances: { primary: "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE" }.',
  },
  'instances-not-by-name': {
    message: '{value} does not say what the instances are called.',
    repair: 'Give each one a name: instances: { primary: "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE" }.',
  },
  'instance-name': {
    message: '{value} cannot be the name of an instance in a connection.',
    repair:
      'Use 1 to 32 lower-case letters, digits and hyphens, starting with a letter and ending with a letter or digit, as in "read" or "read-eu".',
  },
  'sibling-of-nothing': {
    message: '{value} is the id of an instance without its cluster, and {reason}.',
    repair: 'Write the whole instance URI: "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE".',
  },
  'database-name': {
    message: '{value} cannot be the name of a database.',
    repair: 'Use 1 to 63 bytes without a zero byte, the limit of PostgreSQL.',
  },
  'database-user': {
    message: '{value} cannot be the name of a database user.',
    repair: 'Use 1 to 63 bytes without a zero byte, the limit of PostgreSQL.',
  },
  'database-user-missing': {
    message: 'With built-in authentication the database user must be named.',
    repair: 'Set databaseUser to the PostgreSQL user that the application logs in as.',
  },
  'database-user-derived': {
    message: 'With IAM authentication the database user is the IAM service account, and {value} is given as well.',
    repair: 'Remove databaseUser. It is derived from identity.iamServiceAccount.',
  },
  'database-user-too-long': {
    message: 'The IAM database user {value} has {bytes} bytes. PostgreSQL cuts names at 63 bytes, so this user could never log in.',
    repair: 'Use an IAM service account with a shorter id, or one in a project with a shorter id.',
  },
  'password-not-used': {
    message: 'With IAM authentication there is no password, and passwordSecret is set.',
    repair: 'Remove passwordSecret, or set auth to "built-in".',
  },
  'password-secret-not-a-reference': {
    message: 'What is written here is not a reference to a Secret.',
    repair: 'Write { name, key }, the name of the Secret and the key in it. The password itself does not belong in a connection.',
  },
  'password-secret-name': {
    message: 'What is written here cannot be the name of a Secret.',
    repair:
      'Use lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit. The password itself does not belong in a connection.',
  },
  'password-secret-key': {
    message: 'What is written here cannot be a key of a Secret.',
    repair: 'Use letters, digits, hyphens, underscores and dots. The password itself does not belong in a connection.',
  },
  'direct-identity-with-iam': {
    message: 'IAM authentication needs an IAM service account: AlloyDB has no database users for a Kubernetes service account itself.',
    repair: 'Set identity.iamServiceAccount, or set auth to "built-in".',
  },
  'connection-version-missing': {
    message: 'The connection document does not say its version.',
    repair: 'Add "version": 1.',
  },
  'connection-version-newer': {
    message: 'The connection document has version {value}, and this release of @alloydb-gke/core reads version {known}.',
    repair: 'Update @alloydb-gke/core, or write the document with the older release.',
  },
  'connection-version-unknown': {
    message: '{value} is not a version of the connection document.',
    repair: 'Write "version": 1.',
  },
  'connection-not-json': {
    message: 'The connection document is not JSON: {reason}.',
    repair: 'Write it as one JSON object.',
  },
  'connection-annotation-name': {
    message: '{value} cannot be the name of a connection in annotations.',
    repair: 'Use 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
  },
  'connection-annotations-missing': {
    message: 'No annotation starts with {prefix}.',
    repair: 'Give the annotations of the object that has them, and the name that they were written with. Names found here: {found}.',
  },
  'not-a-connection': {
    message: '{value} is not a Connection.',
    repair: 'Make one with Connection.of({ … }) or Connection.parse(document).',
  },
} as const;

export const problem: ProblemFactory<typeof connectionCodes> = problemFactory(connectionCodes);
