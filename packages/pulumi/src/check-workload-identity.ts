import { type ProblemList, serviceAccountId } from '@alloydb-gke/core';
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
