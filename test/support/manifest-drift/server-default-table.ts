/** A field that a server adds where a manifest leaves it out. */
export interface ServerDefault {
  /** The kind that it belongs to; `pod` is the spec of every pod template, `any` every object. */
  readonly of: string;
  /** Its path there; `[*]` stands for any element. */
  readonly at: string;
  /** What it is set to; `anything` where the server chooses. */
  readonly to: unknown;
}

/** Stands for a value that is the server's own: a name, an address, a time. */
export const anything: unique symbol = Symbol('anything');

const everyContainer = ['containers[*]', 'initContainers[*]'];
const everyProbe = everyContainer.flatMap((container) =>
  ['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => `${container}.${probe}`),
);

const inPods = (places: readonly string[], field: string, to: unknown): readonly ServerDefault[] =>
  places.map((place) => ({ of: 'pod', at: `${place}.${field}`, to }));

/**
 * The defaults of Kubernetes' API server (k8s.io/kubernetes/pkg/apis/…/v1/defaults.go) that our manifests may leave to it. A GitOps tool
 * knows them too, or never sees them because it compares only the fields that were applied.
 */
export const serverDefaultTable: readonly ServerDefault[] = [
  { of: 'any', at: 'metadata.creationTimestamp', to: anything },
  { of: 'any', at: 'metadata.generation', to: anything },
  { of: 'any', at: 'metadata.namespace', to: anything },
  { of: 'any', at: 'metadata.resourceVersion', to: anything },
  { of: 'any', at: 'metadata.uid', to: anything },
  { of: 'any', at: 'status', to: anything },

  ...inPods(everyContainer, 'imagePullPolicy', 'IfNotPresent'),
  ...inPods(everyContainer, 'ports[*].protocol', 'TCP'),
  ...inPods(everyContainer, 'resources', {}),
  ...inPods(everyContainer, 'terminationMessagePath', '/dev/termination-log'),
  ...inPods(everyContainer, 'terminationMessagePolicy', 'File'),
  ...inPods(everyProbe, 'failureThreshold', 3),
  ...inPods(everyProbe, 'httpGet.scheme', 'HTTP'),
  ...inPods(everyProbe, 'periodSeconds', 10),
  ...inPods(everyProbe, 'successThreshold', 1),
  ...inPods(everyProbe, 'timeoutSeconds', 1),
  { of: 'pod', at: 'dnsPolicy', to: 'ClusterFirst' },
  { of: 'pod', at: 'restartPolicy', to: 'Always' },
  { of: 'pod', at: 'schedulerName', to: 'default-scheduler' },
  { of: 'pod', at: 'securityContext', to: {} },
  { of: 'pod', at: 'terminationGracePeriodSeconds', to: 30 },
  { of: 'pod', at: 'volumes[*].secret.defaultMode', to: 0o644 },
  { of: 'pod', at: 'volumes[*].configMap.defaultMode', to: 0o644 },
  { of: 'pod', at: 'volumes[*].projected.defaultMode', to: 0o644 },
  // The old name of serviceAccountName, which the server keeps equal to it.
  { of: 'pod', at: 'serviceAccount', to: anything },

  { of: 'Deployment', at: 'spec.progressDeadlineSeconds', to: 600 },
  { of: 'Deployment', at: 'spec.replicas', to: 1 },
  { of: 'Deployment', at: 'spec.revisionHistoryLimit', to: 10 },
  { of: 'Deployment', at: 'spec.strategy', to: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } } },

  { of: 'StatefulSet', at: 'spec.persistentVolumeClaimRetentionPolicy', to: { whenDeleted: 'Retain', whenScaled: 'Retain' } },
  { of: 'StatefulSet', at: 'spec.podManagementPolicy', to: 'OrderedReady' },
  { of: 'StatefulSet', at: 'spec.replicas', to: 1 },
  { of: 'StatefulSet', at: 'spec.revisionHistoryLimit', to: 10 },
  { of: 'StatefulSet', at: 'spec.updateStrategy', to: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } },

  { of: 'DaemonSet', at: 'metadata.annotations', to: { 'deprecated.daemonset.template.generation': '1' } },
  { of: 'DaemonSet', at: 'metadata.annotations["deprecated.daemonset.template.generation"]', to: '1' },
  { of: 'DaemonSet', at: 'spec.revisionHistoryLimit', to: 10 },
  { of: 'DaemonSet', at: 'spec.updateStrategy', to: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },

  { of: 'Job', at: 'spec.backoffLimit', to: 6 },
  { of: 'Job', at: 'spec.completionMode', to: 'NonIndexed' },
  { of: 'Job', at: 'spec.completions', to: 1 },
  { of: 'Job', at: 'spec.manualSelector', to: false },
  { of: 'Job', at: 'spec.parallelism', to: 1 },
  { of: 'Job', at: 'spec.podReplacementPolicy', to: 'TerminatingOrFailed' },
  { of: 'Job', at: 'spec.suspend', to: false },
  // The server ties a Job to its pods by labels that hold the Job's own uid.
  { of: 'Job', at: 'metadata.labels', to: anything },
  { of: 'Job', at: 'spec.selector', to: anything },
  ...['batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name', 'controller-uid', 'job-name'].map((label) => ({
    of: 'Job',
    at: `spec.template.metadata.labels["${label}"]`,
    to: anything,
  })),

  { of: 'CronJob', at: 'spec.concurrencyPolicy', to: 'Allow' },
  { of: 'CronJob', at: 'spec.jobTemplate.metadata', to: {} },
  { of: 'CronJob', at: 'spec.failedJobsHistoryLimit', to: 1 },
  { of: 'CronJob', at: 'spec.successfulJobsHistoryLimit', to: 3 },
  { of: 'CronJob', at: 'spec.suspend', to: false },

  { of: 'Pod', at: 'spec.enableServiceLinks', to: true },
  { of: 'Pod', at: 'spec.preemptionPolicy', to: 'PreemptLowerPriority' },
  { of: 'Pod', at: 'spec.priority', to: 0 },
  { of: 'Pod', at: 'spec.serviceAccountName', to: 'default' },
  { of: 'Pod', at: 'spec.tolerations', to: anything },
  // The token of the service account, which admission mounts into every container.
  { of: 'Pod', at: 'spec.containers[*].volumeMounts', to: anything },
  { of: 'Pod', at: 'spec.containers[*].volumeMounts[*]', to: anything },
  { of: 'Pod', at: 'spec.initContainers[*].volumeMounts', to: anything },
  { of: 'Pod', at: 'spec.initContainers[*].volumeMounts[*]', to: anything },
  { of: 'Pod', at: 'spec.volumes', to: anything },
  { of: 'Pod', at: 'spec.volumes[*]', to: anything },

  { of: 'Namespace', at: 'metadata.labels', to: anything },
  { of: 'Namespace', at: 'metadata.labels["kubernetes.io/metadata.name"]', to: anything },
  { of: 'Namespace', at: 'spec', to: { finalizers: ['kubernetes'] } },

  { of: 'Secret', at: 'data', to: anything },
  { of: 'Secret', at: 'type', to: 'Opaque' },

  { of: 'Service', at: 'spec.clusterIP', to: anything },
  { of: 'Service', at: 'spec.clusterIPs', to: anything },
  { of: 'Service', at: 'spec.internalTrafficPolicy', to: 'Cluster' },
  { of: 'Service', at: 'spec.ipFamilies', to: ['IPv4'] },
  { of: 'Service', at: 'spec.ipFamilyPolicy', to: 'SingleStack' },
  { of: 'Service', at: 'spec.ports[*].protocol', to: 'TCP' },
  { of: 'Service', at: 'spec.ports[*].targetPort', to: anything },
  { of: 'Service', at: 'spec.sessionAffinity', to: 'None' },
  { of: 'Service', at: 'spec.type', to: 'ClusterIP' },
];
