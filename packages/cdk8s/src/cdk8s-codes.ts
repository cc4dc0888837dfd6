import { type ProblemFactory, problemFactory } from '@alloydb-gke/core';

/** What can be wrong with the use of a construct. */
export const cdk8sCodes = {
  'not-a-construct': {
    message: '{value} is not a construct.',
    repair: 'Pass the construct itself: an ApiObject, a cdk8s-plus workload, a chart, the app.',
  },
  'list-of-constructs': {
    message: 'A list is not a construct.',
    repair: 'Pass what is in it one by one, as in attachTo(...workloads).',
  },
  'construct-not-a-workload': {
    message: 'The construct "{construct}" is not a workload and does not stand for one.',
    repair:
      'Attach to an ApiObject, a generated class such as KubeDeployment, or a cdk8s-plus workload. For all workloads below a construct use attachToAll(construct).',
  },
  'kind-not-known': {
    message: '"{construct}" is a {kind} ({apiVersion}), and where that keeps a pod template is not known.',
    repair: 'If it has one, use attachToAll(construct, { kinds: ["{kind}"], podTemplatePath: "spec.template" }) with the right path.',
  },
  'pod-template-path-without-kinds': {
    message: 'podTemplatePath is set, and kinds does not say for which kinds.',
    repair: 'Name them: { kinds: ["CloneSet"], podTemplatePath: "spec.template" }.',
  },
  'selector-matches-nothing': {
    message: 'The selector {selector} matches no workload below {scope}.',
    repair: 'Correct it. The workloads there are: {workloads}.',
  },
  'no-workload-there': {
    message: 'There is no workload below {scope}.',
    repair: 'Add one before the app is synthesised, or call attachToAll with another construct.',
  },
  'attached-to-nothing': {
    message: 'The Auth Proxy "{proxy}" is attached to no workload.',
    repair: 'Call attachTo(workload) or attachToAll(scope), or remove the construct.',
  },
  'service-account-adopted': {
    message: 'The Kubernetes service account "{name}" is adopted, and {field} is set for it.',
    repair: 'Remove {field}: an adopted service account is left as it is.',
  },
  'service-account-twice': {
    message: 'The Kubernetes service account "{name}" is made twice in one chart: by "{first}" and by "{second}".',
    repair: 'Set adopt to true (AlloyDBApplication: adoptServiceAccount) for one of them.',
  },
} as const;

export const problem: ProblemFactory<typeof cdk8sCodes> = problemFactory(cdk8sCodes);
