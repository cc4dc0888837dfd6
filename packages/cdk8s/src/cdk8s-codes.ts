import { type ProblemFactory, problemFactory } from '@alloydb-gke/core';

/** What can be wrong with the use of a construct. */
export const cdk8sCodes = {
  'not-a-workload': {
    message: 'The construct "{construct}" is not a workload and does not stand for one.',
    repair:
      'Attach to an ApiObject, a generated class such as KubeDeployment, or a cdk8s-plus workload. For all workloads below a construct use attachToAll(construct).',
  },
  'kind-not-known': {
    message: '"{construct}" is a {kind} ({apiVersion}), and where that keeps a pod template is not known.',
    repair: 'If it has one, use attachToAll(construct, { kinds: ["{kind}"], podTemplatePath: "spec.template" }) with the right path.',
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
  'connection-missing': {
    message: 'The construct has no connection.',
    repair: 'Set connection to a Connection, made with Connection.of({ … }) or Connection.parse(document).',
  },
  'application-name': {
    message: '{value} cannot be the name of the application: it is the name of the Deployment and the value of a label.',
    repair: 'Use 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
  },
  'application-image': {
    message: '{value} does not say which version of the application runs.',
    repair: 'Write an image with a tag that stays, or a digest, or set allowMovingTag to true if a moving tag is what you want.',
  },
  'application-container': {
    message: '"container" sets the field "{field}", which follows from "{property}".',
    repair: 'Use "{property}" for it.',
  },
} as const;

export const problem: ProblemFactory<typeof cdk8sCodes> = problemFactory(cdk8sCodes);
