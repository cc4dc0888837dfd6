import { type DatabaseTarget, databaseTargets } from '@alloydb-gke/core';
import type { ClientSettings } from './client-settings';

/** The databases that a container uses, with the folders of its mounts where they really are. */
export function clientTargets(
  { targets, socketFolders = {} }: ClientSettings,
  environment: Readonly<Record<string, string | undefined>>,
): readonly DatabaseTarget[] {
  const named = databaseTargets(environment);
  const wanted = targets?.map((target) => ({ ...secretsOf(named.find(({ from }) => from === target.from)), ...target })) ?? named;
  return wanted.map((target) => ({
    ...target,
    ...(target.passwordFile !== undefined && { passwordFile: placeOf(target.passwordFile, socketFolders) }),
  }));
}

/** Where a path of the container really is. */
export function placeOf(path: string, folders: Readonly<Record<string, string>>): string {
  const mounts = Object.keys(folders).filter((mount) => path === mount || path.startsWith(`${mount.replace(/\/$/, '')}/`));
  const [mount] = mounts.sort((left, right) => right.length - left.length);
  if (mount === undefined) return path;
  return `${folders[mount]}${path.slice(mount.replace(/\/$/, '').length)}`;
}

function secretsOf(target: DatabaseTarget | undefined): Pick<DatabaseTarget, 'password' | 'passwordFile'> {
  const { password, passwordFile } = target ?? {};
  return { ...(password !== undefined && { password }), ...(passwordFile !== undefined && { passwordFile }) };
}
