import { type ProblemFactory, problemFactory } from '@alloydb-gke/core';

/** What can be wrong with the use of a construct. */
export const cdk8sCodes = {
  'not-a-workload': {
    message: 'The construct "{construct}" is not a workload and does not stand for one.',
    repair:
      'Attach to an ApiObject, a generated class such as KubeDeployment, or a cdk8s-plus workload. For everything below a construct use attachToAll({construct}, { … }).',
  },
  'selector-matches-nothing': {
    message: 'The selector {selector} matches no workload below "{scope}".',
    repair: 'Correct it. The workloads there are: {workloads}.',
  },
  'attached-to-nothing': {
    message: 'The Auth Proxy "{proxy}" is attached to no workload.',
    repair: 'Call attachTo(workload) or attachToAll(scope), or remove the construct.',
  },
  'service-account-adopted': {
    message: 'The Kubernetes service account "{name}" is adopted, and {field} is set for it.',
    repair: 'Remove {field}: an adopted service account is left as it is.',
  },
} as const;

export const problem: ProblemFactory<typeof cdk8sCodes> = problemFactory(cdk8sCodes);
