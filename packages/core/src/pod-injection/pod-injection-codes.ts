import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can stand between a proxy and a pod. */
export const podInjectionCodes = {
  'no-pod-template': {
    message: 'Where a {kind} keeps its pod template is not known.',
    repair: 'Give its path, as in podTemplatePath: "spec.template".',
  },
  'pod-template-not-there': {
    message: 'There is no pod template at "{path}".',
    repair: 'Correct podTemplatePath: it leads to the object that has "spec.containers".',
  },
  'not-a-workload': {
    message: '{value} is not a Kubernetes object.',
    repair: 'Give the workload as an object, as JSON or YAML is read.',
  },
  'not-a-list': {
    message: 'This is not a list of objects that each have "{key}".',
    repair: 'Write it as Kubernetes does.',
  },
  'init-container-before-classic': {
    message: 'The init container {name} should get the variables, and a classic sidecar starts only after it: there is no database yet.',
    repair: 'Set sidecar to "native", or leave the init container out of containers.',
  },
  'host-network': {
    message:
      'The pod uses the network of its node: it would act as the node, not as its Kubernetes service account, and open its ports on the node.',
    repair: 'Remove hostNetwork.',
  },
  'namespace-clash': {
    message:
      'The workload is in the namespace "{theirs}", and the Kubernetes service account of the connection is in "{ours}". A pod cannot use one of another namespace.',
    repair: 'Correct identity.namespace of the connection, or move the workload.',
  },
  'service-account-clash': {
    message: 'The pod runs as the Kubernetes service account "{theirs}", and the connection says "{ours}".',
    repair: 'Set identity.kubernetesServiceAccount of the connection to "{theirs}", or remove serviceAccountName from the workload.',
  },
  'container-exists': {
    message: 'The pod has a container "{name}" already, and it is not the one that would be added.',
    repair: 'Remove that container, or give the proxy another name with containerName.',
  },
  'containers-not-chosen': {
    message: 'The pod has several containers ({names}), and nothing says which of them use the database.',
    repair: 'Name them with containers: [ … ]. The others get no variables and no password.',
  },
  'container-not-there': {
    message: 'The pod has no container {name}, which should get the variables.',
    repair: 'Its containers are {names}.',
  },
  'after-not-there': {
    message: 'The pod has no init container {name} for the proxy to come behind.',
    repair: 'Correct "after". The init containers are {names}.',
  },
  'port-clash': {
    message: 'Port {port} is wanted for {ours} of the proxy "{proxy}", and {holder} has it.',
    repair: 'Set {option} to a free port, or change the other one.',
  },
  'variable-clash': {
    message:
      'The container "{container}" has the variable {variable} already, and not as {wanted}, which reaches the database through the proxy.',
    repair: 'Remove {variable} there, choose other names with environment, or leave the container out with containers.',
  },
  'volume-clash': {
    message: 'The pod has a volume "{volume}" already, and it is not the one with the password.',
    repair: 'Rename that volume.',
  },
  'mount-clash': {
    message: 'The container "{container}" mounts something else at {path}, where the password belongs.',
    repair: 'Move that mount.',
  },
  'grace-period-too-short': {
    message:
      'The pod is killed {grace} s after SIGTERM, and needs {needed} s: {application} s for the application, {proxy} s for the proxy and {margin} s to spare.',
    repair:
      'Raise terminationGracePeriodSeconds to {needed} (cdk8s-plus: terminationGracePeriod), or lower applicationDrainSeconds or proxyDrainSeconds.',
  },
  'job-never-completes': {
    message: 'The pod ends by itself, and a classic sidecar does not: the Job would never complete.',
    repair:
      'Set sidecar to "native", or let the application POST to ALLOYDB_AUTH_PROXY_QUIT_URL when it is done and set applicationQuitsProxy to true.',
  },
} as const;

export const problem: ProblemFactory<typeof podInjectionCodes> = problemFactory(podInjectionCodes);
