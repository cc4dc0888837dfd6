import { readFile } from 'node:fs/promises';
import { EmulatorError } from '../emulator-error';
import { problem } from '../start-codes';

/** The user that PostgreSQL runs as. */
export interface PostgresAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, and needs a user that has a name. */
const substitutes = ['postgres', 'nobody'];

/**
 * Who PostgreSQL runs as: the user of this process, or where that is root a user without privileges.
 *
 * @returns undefined for the user of this process
 * @throws EmulatorError if there is no such user
 */
export async function postgresAccount(
  uid: number | undefined = process.getuid?.(),
  accountsFile = '/etc/passwd',
): Promise<PostgresAccount | undefined> {
  if (uid !== 0) return undefined;
  const passwd = await readFile(accountsFile, 'utf8').catch(() => '');
  for (const name of substitutes) {
    const [, found, group] = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(passwd) ?? [];
    if (found !== undefined) return { name, uid: Number(found), gid: Number(group) };
  }
  throw new EmulatorError(problem('no-unprivileged-user', 'postgres', {}));
}
