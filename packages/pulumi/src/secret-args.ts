import type { ProblemList } from '@alloydb-gke/core';
import { type Input, secret } from '@pulumi/pulumi';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import { checked } from './checked-input';
import { problem } from './pulumi-codes';

/** A password as a secret, checked. It is checked first: of a secret nothing is known at once. */
export function secretPassword(password: Input<string> | undefined, path: string, problems: ProblemList): Input<string> | undefined {
  const sound = checked(password, path, problems, (value, at, found) => {
    if (value === '') found.add(problem('password-empty', at, {}));
  });
  return sound === undefined ? undefined : secret(sound);
}

/** The arguments with every password as a secret. */
export function secretArgs(args: AlloyDBClusterArgs, path: string, problems: ProblemList): AlloyDBClusterArgs {
  const withSecret = <User extends { password: Input<string> }>(user: User, at: string): User => {
    const password = secretPassword(user.password, `${at}.password`, problems);
    return password === undefined ? user : { ...user, password };
  };
  const { initialUser, users } = args;
  return {
    ...args,
    ...(initialUser && { initialUser: withSecret(initialUser, `${path}.initialUser`) }),
    ...(users && {
      users: Object.fromEntries(Object.entries(users).map(([name, user]) => [name, withSecret(user, `${path}.users.${name}`)])),
    }),
  };
}
