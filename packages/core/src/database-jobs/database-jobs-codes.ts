import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can be wrong with what is said of a Job beside the proxy. */
export const databaseJobsCodes = {
  'job-name': {
    message: '{value} cannot be the name of a Job.',
    repair: 'Use 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
  },
  'administrator-missing': {
    message: 'Nobody is named who may make the grants.',
    repair: 'Set administrator to { passwordSecret: { name, key } }, or administratorConnection to the connection of an IAM user who may.',
  },
  'administrator-twice': {
    message: 'Two say who makes the grants: administrator and administratorConnection are both set.',
    repair: 'Remove one of them.',
  },
  'administrator-without-password': {
    message: 'The connection of the administrator has built-in authentication and no passwordSecret.',
    repair: 'Set its passwordSecret to the Secret that holds the password, as { name, key }.',
  },
  'administrator-elsewhere': {
    message: 'The connection of the administrator does not reach the cluster {cluster}.',
    repair: 'Name an instance of that cluster in it.',
  },
  'grants-schemas-empty': {
    message: 'No schema is named.',
    repair: 'Name at least one, as in ["public"], or leave schemas out.',
  },
  'grants-schema-name': {
    message: '{value} cannot be the name of a schema.',
    repair: 'Use 1 to 63 bytes without a zero byte, the limit of PostgreSQL.',
  },
  'test-without-password': {
    message: 'The connection has built-in authentication and no passwordSecret: a test could not log in.',
    repair: 'Set passwordSecret of the connection to the Secret that holds the password, as { name, key }.',
  },
} as const;

export const problem: ProblemFactory<typeof databaseJobsCodes> = problemFactory(databaseJobsCodes);
