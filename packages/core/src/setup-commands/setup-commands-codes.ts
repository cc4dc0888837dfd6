import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can be wrong with the options of the setup commands. */
export const setupCommandsCodes = {
  'setup-value-missing': {
    message: 'The setup commands need {meaning}, and neither the options nor the connection say it.',
    repair: 'Set {option} of the options, or identity.{option} of the connection.',
  },
  'setup-value-differs': {
    message: 'The options say {ours}, and the connection says {theirs}.',
    repair: 'Say it in one place.',
  },
  'gke-cluster-name': {
    message: '{value} is not the name of a GKE cluster.',
    repair: 'Use 1 to 40 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.',
  },
  'gke-cluster-location': {
    message: '{value} is neither a region nor a zone.',
    repair:
      'Write it as in "us-central1" or "us-central1-a". "gcloud container clusters list --format=\'value(name,location)\'" prints it.',
  },
  'gke-cluster-project': {
    message: '{value} is not the id of a project.',
    repair: 'Write {rule}.',
  },
  'node-pool-name': {
    message: '{value} is not the name of a node pool.',
    repair: 'Use 1 to 40 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.',
  },
  'setup-telemetry-project': {
    message: '{value} is not the id of a project.',
    repair: 'Write {rule}.',
  },
  'database-user-hyphen': {
    message: 'The database user {value} starts with a hyphen, and gcloud takes it for an option.',
    repair: 'Choose a name that starts with something else.',
  },
  'schema-name': {
    message: '{value} cannot be the name of a schema.',
    repair: 'Use 1 to 63 bytes without a zero byte, the limit of PostgreSQL.',
  },
  'administrator-user': {
    message: '{value} cannot be the name of a database user.',
    repair: 'Use 1 to 63 bytes without a zero byte, the limit of PostgreSQL.',
  },
} as const;

export const problem: ProblemFactory<typeof setupCommandsCodes> = problemFactory(setupCommandsCodes);
