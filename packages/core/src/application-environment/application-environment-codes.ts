import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can be wrong with the variables that an application is to get. */
export const applicationEnvironmentCodes = {
  'variable-name': {
    message: '{value} cannot be the name of a variable.',
    repair: 'Use letters, digits and underscores, not starting with a digit.',
  },
  'variable-twice': {
    message: 'The variable {name} would hold {first} and also {second}.',
    repair: 'Choose another prefix or another name for one of them.',
  },
  'prefix-empty': {
    message: 'The prefix is empty, which gives variables such as HOST, PORT and USER. Programs know these as something else.',
    repair: 'Use a prefix such as "DB_", or libpq: true for PGHOST, PGPORT and PGUSER.',
  },
  'not-by-instance': {
    message: '{value} does not say which instance is meant.',
    repair: 'Write an object with a text for each instance: {example}.',
  },
  'variables-of-unknown-instance': {
    message: 'Variables are named for the instance {value}, which the connection does not have.',
    repair: 'Its instances are {instances}.',
  },
  'password-secret-missing': {
    message: 'With built-in authentication the application needs a password, and the connection names no Secret that holds it.',
    repair:
      'Set passwordSecret of the connection to { name, key }, or set password of the environment to "application" if the application gets its password by itself.',
  },
  'password-with-iam': {
    message: 'With IAM authentication there is no password to hand over, and password is set to {choice}.',
    repair: 'Remove password. For clients that refuse an empty password set emptyPassword to "placeholder".',
  },
  'placeholder-with-password': {
    message: 'With built-in authentication the password is a real one, and emptyPassword is set to {choice}.',
    repair: 'Remove emptyPassword.',
  },
  'database-name-in-url': {
    message:
      'The database name {value} cannot stand in a URL: drivers disagree about "?", "#" and the path segments "." and ".." in it, and some would connect to another database.',
    repair: 'Use libpq or prefix instead of url, or rename the database.',
  },
  'url-host': {
    message: '{value} cannot be the host of a URL.',
    repair: 'Write a host name or an IPv4 address. Drivers disagree about IPv6 addresses.',
  },
  'url-port': {
    message: '{value} cannot be the port of a URL.',
    repair: 'Write a whole number from 1 to 65535.',
  },
  'connector-ip-types': {
    message: 'The instances {instances} have different IP types, and the variables of the connector hold one for all.',
    repair: 'Give all instances of the connection the same ipType, or use the Auth Proxy.',
  },
  'connector-impersonation': {
    message: 'The identity has the form "impersonated": the proxy alone acts as {value}, and a workload without a proxy cannot.',
    repair: 'Use the form "linked", or use the Auth Proxy.',
  },
} as const;

export const problem: ProblemFactory<typeof applicationEnvironmentCodes> = problemFactory(applicationEnvironmentCodes);
