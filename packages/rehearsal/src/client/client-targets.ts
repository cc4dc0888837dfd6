import { type DatabaseTarget, databaseTargets } from '@alloydb-gke/core';
import type { ClientSettings } from './client-settings';

/** The variable with the passwords of databases that no variable of the container names, as JSON by what names them. */
export const passwordsVariable = 'ALLOYDB_GKE_REHEARSAL_PASSWORDS';

/** The databases of a client. */
export interface ClientTargets {
  /** What the variables of its container name, or what was assumed for want of them. */
  readonly targets: readonly DatabaseTarget[];
  /** What is tried once beside them. */
  readonly unnamed: readonly DatabaseTarget[];
}

/** The databases that a container uses, and those that are tried beside them, with the folders of its mounts where they really are. */
export function clientTargets(
  { targets, unnamedTargets = [], socketFolders = {} }: ClientSettings,
  environment: Readonly<Record<string, string | undefined>>,
): ClientTargets {
  const { [passwordsVariable]: passwords = '{}', ...variables } = environment;
  const named = databaseTargets(variables);
  const unnamed = JSON.parse(passwords) as Readonly<Record<string, string>>;
  const secretsOf = ({ from }: DatabaseTarget): Pick<DatabaseTarget, 'password' | 'passwordFile'> => {
    const { password = unnamed[from], passwordFile } = named.find((one) => one.from === from) ?? {};
    return { ...(password !== undefined && { password }), ...(passwordFile !== undefined && { passwordFile }) };
  };
  const here = (target: DatabaseTarget): DatabaseTarget => ({
    ...target,
    ...(target.passwordFile !== undefined && { passwordFile: placeOf(target.passwordFile, socketFolders) }),
  });
  const whole = (target: DatabaseTarget): DatabaseTarget => here({ ...secretsOf(target), ...target });
  return { targets: targets?.map(whole) ?? named.map(here), unnamed: unnamedTargets.map(whole) };
}

/** Where a path of the container really is. */
export function placeOf(path: string, folders: Readonly<Record<string, string>>): string {
  const mounts = Object.keys(folders).filter((mount) => path === mount || path.startsWith(`${mount.replace(/\/$/, '')}/`));
  const [mount] = mounts.sort((left, right) => right.length - left.length);
  if (mount === undefined) return path;
  return `${folders[mount]}${path.slice(mount.replace(/\/$/, '').length)}`;
}
