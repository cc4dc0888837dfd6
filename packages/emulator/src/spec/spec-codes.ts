import { type ProblemFactory, problemFactory } from '@alloydb-gke/core';

/** What can be wrong with an emulator's spec. */
export const specCodes = {
  'spec-not-an-object': {
    message: '{value} is not a spec.',
    repair: 'Write an object with the fields projects, kubernetesServiceAccounts and clusters.',
  },
  'spec-map': { message: '{value} is not a map of {what}.', repair: 'Write an object with a field for each.' },
  'spec-list': { message: '{value} is not a list of {what}.', repair: 'Write a list.' },
  'no-clusters': {
    message: 'The spec names no cluster.',
    repair: 'Declare one under clusters, by its name "projects/PROJECT/locations/REGION/clusters/CLUSTER".',
  },
  'cluster-name': {
    message: '{value} is not the name of a cluster.',
    repair:
      'Write "projects/PROJECT/locations/REGION/clusters/CLUSTER". "gcloud alloydb clusters list --format=\'value(name)\'" prints it.',
  },
  'project-id': {
    message: '{value} is not a project id.',
    repair: 'Use 6 to 30 lower-case letters, digits and hyphens, with the domain in front where it has one (example.com:my-project).',
  },
  'project-number': {
    message: '{value} is not a project number.',
    repair: 'Write the digits that "gcloud projects describe PROJECT --format=\'value(projectNumber)\'" prints.',
  },
  'service-account-name': {
    message: '{value} is not the id of an IAM service account.',
    repair: 'Write the part of its e-mail in front of the "@".',
  },
  'annotation-email': {
    message: '{value} is not the e-mail of an IAM service account.',
    repair: 'Write NAME@PROJECT.iam.gserviceaccount.com.',
  },
  'role-name': {
    message: '{value} is not the name of a role.',
    repair: 'Write "roles/SERVICE.ROLE" for a predefined role, or "projects/PROJECT/roles/ID" for a custom role.',
  },
  'role-unknown': {
    message: 'The emulator does not know the permissions of the role {value}.',
    repair: 'Use one of {known}, or declare the permissions as a custom role under projects.PROJECT.customRoles.',
  },
  'member-name': {
    message: '{value} is not an IAM member.',
    repair:
      'Write "serviceAccount:E-MAIL", "user:E-MAIL", "serviceAccount:POOL[NAMESPACE/NAME]", "group:E-MAIL", "principal://…" or "principalSet://…".',
  },
  'workload-pool-name': {
    message: '{value} is not a workload identity pool.',
    repair: 'Write PROJECT.svc.id.goog, with the project of the GKE cluster.',
  },
  'kubernetes-name': {
    message: '{value} is not a name in Kubernetes.',
    repair: 'Use lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit.',
  },
  'kubernetes-service-account-twice': {
    message: 'The Kubernetes service account {value} is declared twice.',
    repair: 'Remove one of them.',
  },
  'instance-id': {
    message: '{value} is not the id of an instance.',
    repair: 'Use 1 to 63 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.',
  },
  'no-primary': { message: 'The cluster has no primary instance.', repair: 'Declare one: instances: { primary: {} }.' },
  'two-primaries': {
    message: 'The cluster has {count} primary instances: {names}.',
    repair: 'Leave one of them, and set type: READ_POOL for the others.',
  },
  'instance-address': {
    message: '{value} is not an IPv4 address.',
    repair: 'Write an address of this machine, such as 127.0.0.11, or leave it out.',
  },
  'address-twice': {
    message: 'The address {value} is given to {first} as well.',
    repair: 'Give each instance and each IP type an address of its own.',
  },
  'address-not-used': {
    message: 'The instance has no address of type "{ipType}".',
    repair: 'Add "{ipType}" to its ipTypes, or remove the address.',
  },
  'no-ip-types': { message: 'The instance has no IP type, so nobody can reach it.', repair: 'Write ipTypes: [PRIVATE], or leave it out.' },
  'database-flag-name': {
    message: '{value} is not the name of a database flag.',
    repair: 'Use lower-case letters, digits, "_" and ".", as in alloydb.iam_authentication.',
  },
  'database-flag-value': { message: '{value} is not the value of a database flag.', repair: 'Write text on one line, in quotes: "on".' },
  'reserved-database-flag': { message: 'The emulator sets {value} itself.', repair: 'Remove it.' },
  'postgres-name': { message: '{value} is not a name in PostgreSQL.', repair: 'Use 1 to 63 bytes of text.' },
  'reserved-user': { message: 'The database user {value} belongs to the cluster itself.', repair: 'Choose another name.' },
  'user-name-of-postgres': {
    message: '{value} is a word of PostgreSQL, and cannot be the name of a database user.',
    repair: 'Choose another name.',
  },
  'database-of-postgres': {
    message: 'The database {value} belongs to PostgreSQL, which makes new databases of it.',
    repair: 'Choose another name.',
  },
  'iam-user-name': {
    message: '{value} is not the name of an IAM database user.',
    repair: 'For an IAM service account write its e-mail without ".gserviceaccount.com", for a person the whole e-mail in lower case.',
  },
  'iam-user-with-password': { message: 'An IAM database user has no password.', repair: 'Remove the password, or write auth: built-in.' },
  'database-role-unknown': {
    message: 'There is no database role {value}.',
    repair: 'Declare it as a database user, or use one of {known}.',
  },
  'grant-to-unknown-user': { message: 'There is no database user {value}.', repair: 'Declare it under users of this cluster.' },
  'grant-privilege': {
    message: '{value} is not a privilege.',
    repair: 'Write a privilege of GRANT, such as SELECT, INSERT, USAGE, CREATE or ALL.',
  },
  'grant-object': {
    message: '{value} is not what privileges can be granted on.',
    repair: 'Write it as in SQL: "SCHEMA public", "ALL TABLES IN SCHEMA public", "DATABASE orders" or "TABLE public.orders".',
  },
  'service-port-twice': { message: 'The port {value} is the one of {first} as well.', repair: 'Give each service a port of its own.' },
  'emulator-port': { message: '{value} is not a port.', repair: 'Write a whole number from 1 to 65535.' },
} as const;

export const problem: ProblemFactory<typeof specCodes> = problemFactory(specCodes);
