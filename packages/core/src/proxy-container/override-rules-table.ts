/** A field that no override may set, since the rest of the pod depends on it. */
export interface OverrideRule {
  readonly target: 'container' | 'podSpec';
  readonly field: string;
  /** What to do in its place, to complete "Use …". */
  readonly instead: string;
}

/** The fields that overrides may not set. Every other one is nobody's but the user's. */
export const overrideRules: readonly OverrideRule[] = [
  { target: 'container', field: 'name', instead: 'containerName' },
  { target: 'container', field: 'image', instead: 'image' },
  { target: 'container', field: 'command', instead: "the image's own entry point" },
  { target: 'container', field: 'args', instead: 'flags' },
  { target: 'container', field: 'restartPolicy', instead: 'sidecar' },
  { target: 'container', field: 'startupProbe', instead: 'probes' },
  { target: 'container', field: 'livenessProbe', instead: 'probes' },
  { target: 'container', field: 'readinessProbe', instead: 'probes' },
  // A preStop hook runs before the kubelet's own order and ends the proxy while the application still drains.
  { target: 'container', field: 'lifecycle', instead: 'applicationDrainSeconds and proxyDrainSeconds' },
  { target: 'podSpec', field: 'containers', instead: 'overrides.container for the proxy, and the workload itself for the others' },
  { target: 'podSpec', field: 'initContainers', instead: 'overrides.container for the proxy, and the workload itself for the others' },
  { target: 'podSpec', field: 'volumes', instead: 'the volumes of the workload itself' },
  { target: 'podSpec', field: 'serviceAccountName', instead: 'the identity of the connection' },
  { target: 'podSpec', field: 'serviceAccount', instead: 'the identity of the connection' },
  { target: 'podSpec', field: 'terminationGracePeriodSeconds', instead: 'applicationDrainSeconds, or the field of the workload itself' },
  { target: 'podSpec', field: 'restartPolicy', instead: 'the field of the workload itself' },
  { target: 'podSpec', field: 'hostNetwork', instead: "the pod's own network" },
];
