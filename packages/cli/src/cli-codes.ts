import { type ProblemFactory, problemFactory } from '@alloydb-gke/core';

/** What can be wrong with a command line, and with the files that it names. */
export const cliCodes = {
  'command-line-wrong': { message: '{reason}.', repair: 'Run "{help}" to see what it takes.' },
  'option-not-a-port': {
    message: '{value} is not a port that the proxies can begin at.',
    repair: 'Write a whole number from 1 to {highest}, or "free".',
  },
  'file-not-readable': { message: 'The file cannot be read: {reason}.', repair: 'Correct its name, or its permissions.' },
  'file-not-writable': {
    message: 'The file cannot be written: {reason}.',
    repair: 'Name a file in a folder that exists and can be written.',
  },
  'yaml-not-readable': { message: 'The YAML cannot be read: {reason}.', repair: 'Correct it there, or one line above.' },
  'no-such-login': {
    message: 'The spec declares no database user with a database that fits {wanted}.',
    repair: 'Correct the option, or declare it. There is {known}.',
  },
  'several-logins': {
    message: 'A connection document is for one database user, and {count} fit: {known}.',
    repair: 'Choose one with the options {options}.',
  },
  'cloud-side-twice': {
    message: '{options} all say what there is in the cloud.',
    repair: 'Choose one of them.',
  },
  'version-twice': {
    message: 'The options --version and --manifests both say which version is meant.',
    repair: 'Choose one of them.',
  },
  'no-service-account-for-user': {
    message: 'No Kubernetes service account of the spec acts as {user}.',
    repair: 'Declare one under kubernetesServiceAccounts whose iamServiceAccount is the e-mail of the IAM service account.',
  },
} as const;

export const problem: ProblemFactory<typeof cliCodes> = problemFactory(cliCodes);
