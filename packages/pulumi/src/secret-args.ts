import { secret } from '@pulumi/pulumi';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';

const withSecret = <Args extends { password: unknown }>(args: Args): Args =>
  args.password === undefined ? args : { ...args, password: secret(args.password) };

/** The arguments with every password as a secret. */
export function secretArgs(args: AlloyDBClusterArgs): AlloyDBClusterArgs {
  const { initialUser, users } = args;
  return {
    ...args,
    ...(initialUser && { initialUser: withSecret(initialUser) }),
    ...(users && { users: Object.fromEntries(Object.entries(users).map(([name, user]) => [name, withSecret(user)])) }),
  };
}
