import { authModes, iamDatabaseUser, isPostgresName, isServiceAccountEmail, type ProblemList, quote } from '@alloydb-gke/core';
import type { UserArgs } from '@pulumi/gcp/alloydb';
import { type Input, output } from '@pulumi/pulumi';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import { checked } from './checked-input';
import { iamUserRoles } from './iam-user-roles';
import { isLeaf } from './leaves';
import { problem } from './pulumi-codes';

/** A user that is to be made. */
export interface PlannedUser {
  /** What its Pulumi resource is called, behind the component's name. */
  readonly suffix: string;
  readonly inputs: Omit<UserArgs, 'cluster'>;
}

/** The users of a cluster, by the names that the program knows them by. */
export function plannedUsers(args: AlloyDBClusterArgs, path: string, problems: ProblemList): ReadonlyMap<string, PlannedUser> {
  const planned = new Map<string, PlannedUser>();
  for (const [name, { password, passwordVersion, databaseRoles }] of Object.entries(args.users ?? {})) {
    if (!isPostgresName(name)) problems.add(problem('user-name', `${path}.users`, { name: quote(name) }));
    if (password === undefined) problems.add(problem('user-password-missing', `${path}.users.${name}`, { name: quote(name) }));
    const inputs = {
      userId: name,
      userType: authModes['built-in'].adminApi,
      passwordWo: password,
      passwordWoVersion: passwordVersion ?? '1',
      ...(databaseRoles !== undefined && { databaseRoles }),
    };
    planned.set(name, { suffix: `user-${name}`, inputs });
  }
  for (const [name, { account, databaseRoles }] of Object.entries(args.iamUsers ?? {})) {
    if (planned.has(name)) problems.add(problem('user-name-twice', `${path}.iamUsers`, { name: quote(name) }));
    const userId = iamUserId(account, `${path}.iamUsers.${name}.account`, problems);
    const inputs = { userId, userType: authModes.iam.adminApi, databaseRoles: iamUserRoles(databaseRoles) };
    planned.set(name, { suffix: `iam-user-${name}`, inputs });
  }
  return planned;
}

/** An IAM service account logs in by its e-mail without the ending, a person by the whole of it. */
function iamUserId(account: Input<string>, path: string, problems: ProblemList): Input<string> {
  const sound = checked(account, path, problems, (value, at, found) => {
    const isPerson = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) && !/\.iam$|gserviceaccount\.com$/.test(value);
    if (!isServiceAccountEmail(value) && !isPerson) found.add(problem('iam-user-account', at, { value: quote(value) }));
  }) as Input<string>;
  return isLeaf(sound) ? output(sound).apply(iamDatabaseUser) : iamDatabaseUser(sound as string);
}
