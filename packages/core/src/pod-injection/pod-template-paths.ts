/** Where a kind keeps its pod template: the fields on the way to it. An empty way: the object is the pod. */
export interface PodTemplatePath {
  /** The API group, as `apps`; empty for Kubernetes' core. */
  readonly group: string;
  /** The kind, as `Deployment`. */
  readonly kind: string;
  /** The fields, from the object on. */
  readonly path: readonly string[];
}

/** The kinds that are known. Any other kind is given by a path. */
export const podTemplatePaths: readonly PodTemplatePath[] = [
  { group: '', kind: 'Pod', path: [] },
  { group: '', kind: 'PodTemplate', path: ['template'] },
  { group: '', kind: 'ReplicationController', path: ['spec', 'template'] },
  { group: 'apps', kind: 'Deployment', path: ['spec', 'template'] },
  { group: 'apps', kind: 'StatefulSet', path: ['spec', 'template'] },
  { group: 'apps', kind: 'DaemonSet', path: ['spec', 'template'] },
  { group: 'apps', kind: 'ReplicaSet', path: ['spec', 'template'] },
  { group: 'batch', kind: 'Job', path: ['spec', 'template'] },
  { group: 'batch', kind: 'CronJob', path: ['spec', 'jobTemplate', 'spec', 'template'] },
  { group: 'argoproj.io', kind: 'Rollout', path: ['spec', 'template'] },
];

/** The way to the pod template of a kind, or undefined for a kind that is not known. */
export function podTemplatePath(apiVersion: string, kind: string): readonly string[] | undefined {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return podTemplatePaths.find((known) => known.kind === kind && known.group === group)?.path;
}
