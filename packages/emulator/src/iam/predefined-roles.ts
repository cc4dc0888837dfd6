import { roleTable } from '@alloydb-gke/core';
import { furtherRoles } from './further-roles-table';

const permissionsByRole: ReadonlyMap<string, readonly string[]> = new Map(
  [...roleTable, ...furtherRoles].map(({ name, permissions }) => [name, permissions]),
);

/** The predefined roles whose permissions are known. */
export const predefinedRoleNames: readonly string[] = [...permissionsByRole.keys()];

/** The permissions of a predefined role; undefined for a role that is not known. */
export function permissionsOf(role: string): readonly string[] | undefined {
  return permissionsByRole.get(role);
}

/** The predefined roles that have a permission, those that a connection needs first. */
export function rolesWith(permission: string): readonly string[] {
  return predefinedRoleNames.filter((role) => holds(permissionsOf(role) ?? [], permission));
}

/** Whether a permission is among `permissions`, or among those that one of them stands for. */
export function holds(permissions: readonly string[], permission: string): boolean {
  return permissions.some((held) => (held.endsWith('*') ? permission.startsWith(held.slice(0, -1)) : held === permission));
}
