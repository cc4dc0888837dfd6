import { type ProblemList, quote, serviceAccountId } from '@alloydb-gke/core';
import { checked } from './checked-input';
import { problem } from './pulumi-codes';
import type { WorkloadIdentityArgs } from './workload-identity-args';

/** Adds what is wrong with an identity whatever its values are. */
export function checkWorkloadIdentity(args: WorkloadIdentityArgs, name: string, isProjectKnown: boolean, problems: ProblemList): void {
  const both = (made: keyof WorkloadIdentityArgs, existing: keyof WorkloadIdentityArgs): void => {
    if (args[made] !== undefined && args[existing] !== undefined) {
      problems.add(problem('both-made-and-existing', name, { made, existing }));
    }
  };
  both('iamServiceAccount', 'existingIamServiceAccount');
  both('kubernetesServiceAccount', 'existingKubernetesServiceAccount');
  if (args.form === 'direct') {
    for (const field of ['iamServiceAccount', 'existingIamServiceAccount'] as const) {
      if (args[field] !== undefined) problems.add(problem('not-used-by-direct-identity', `${name}.${field}`, { field }));
    }
    if (args.auth === 'iam') problems.add(problem('iam-of-direct-identity', `${name}.auth`, {}));
  }
  // Where an IAM service account is made, its project is that of the provider, and known at the latest then.
  const makesAccount = args.form !== 'direct' && args.existingIamServiceAccount === undefined;
  if (!isProjectKnown && !makesAccount) checkProjectSaid(args, name, problems);
  const isOwnPrincipal = args.form === 'direct' || args.form === 'impersonated';
  if (isOwnPrincipal && args.workloadPoolProjectNumber === undefined) problems.add(problem('project-number-missing', name, {}));
  const isNamed = args.existingIamServiceAccount !== undefined || args.iamServiceAccount?.accountId !== undefined;
  if (args.form !== 'direct' && !isNamed) problems.attempt(() => serviceAccountId(name, name));
}

/** Adds what would have to be said where no project is known. */
export function checkProjectSaid(args: WorkloadIdentityArgs, name: string, problems: ProblemList): void {
  if (args.workloadPool === undefined) problems.add(problem('project-not-known', name, { field: 'workloadPool' }));
  const needsDatabase = args.auth !== undefined && args.databaseProjects === undefined;
  if (needsDatabase) problems.add(problem('project-not-known', name, { field: 'databaseProjects' }));
  for (const [index, { project }] of (args.roles ?? []).entries()) {
    if (project === undefined) problems.add(problem('project-not-known', `${name}.roles[${index}]`, { field: 'project' }));
  }
}

/** Source: https://cloud.google.com/iam/docs/service-accounts-create */
const accountIdPattern = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

/** Source: https://cloud.google.com/iam/docs/roles-overview */
const rolePattern = /^(?:(?:projects|organizations)\/[^/\s]+\/)?roles\/[\w.]+$/;

/** The arguments, in which the texts are checked that Google alone would refuse: at once, or as soon as they are known. */
export function withCheckedTexts(args: WorkloadIdentityArgs, name: string, problems: ProblemList): WorkloadIdentityArgs {
  const { iamServiceAccount, roles } = args;
  const accountId = checked(iamServiceAccount?.accountId, `${name}.iamServiceAccount.accountId`, problems, (value, at, found) => {
    if (!accountIdPattern.test(value)) found.add(problem('account-id', at, { value: quote(value) }));
  });
  const sound = roles?.map((grant, index) => {
    const role = checked(grant.role, `${name}.roles[${index}].role`, problems, (value, at, found) => {
      if (!rolePattern.test(value)) found.add(problem('granted-role', at, { value: quote(value) }));
    });
    return role === undefined ? grant : { ...grant, role };
  });
  return {
    ...args,
    ...(accountId !== undefined && { iamServiceAccount: { ...iamServiceAccount, accountId } }),
    ...(sound && { roles: sound }),
  };
}
