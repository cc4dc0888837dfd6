import { type Connection, quote } from '@alloydb-gke/core';
import type { EmulatorSpec, RunningEmulator } from '@alloydb-gke/emulator';
import { problem } from '../cli-codes';
import { CliError } from '../cli-error';
import { type Login, loginsOf } from './logins';

/** Which of the logins of a spec is meant: what is undefined fits all. */
export interface WantedLogin {
  readonly cluster: string | undefined;
  readonly user: string | undefined;
}

/**
 * The one login of a spec that fits.
 *
 * @throws CliError if none does, or several
 */
export function chooseLogin(spec: EmulatorSpec, { cluster, user }: WantedLogin): Login {
  const all = loginsOf(spec);
  const fitting = all.filter((login) => (cluster ?? login.cluster) === login.cluster && (user ?? login.user) === login.user);
  const [first, second] = fitting;
  if (first === undefined) {
    const wanted = [user, cluster].flatMap((word) => (word === undefined ? [] : quote(word))).join(' and ') || 'a connection';
    throw new CliError('input', [problem('no-such-login', 'connection', { wanted, known: listed(all) })]);
  }
  if (second !== undefined) {
    const known = listed(fitting);
    throw new CliError('usage', [
      problem('several-logins', 'connection', { count: fitting.length, known, options: '--user and --cluster' }),
    ]);
  }
  return first;
}

/**
 * The connection of a login, as the emulator reads it from its spec.
 *
 * @throws CliError if nobody can log in that way
 */
export function connectionOf(login: Login, emulator: RunningEmulator): Connection {
  const { cluster, user, auth, database, kubernetesServiceAccount } = login;
  if (kubernetesServiceAccount === undefined) {
    throw new CliError('input', [problem('no-service-account-for-user', 'connection', { user: quote(user) })]);
  }
  return emulator.connection({
    auth,
    databaseName: database,
    kubernetesServiceAccount,
    cluster,
    ...(auth === 'built-in' && { databaseUser: user }),
  });
}

function listed(logins: readonly Login[]): string {
  return logins.length === 0 ? 'none' : logins.map(({ user, cluster }) => `${quote(user)} of ${cluster}`).join(', ');
}
