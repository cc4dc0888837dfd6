import type { NameRule } from './name-rules';

/** A kind that the oracle knows: its model in @kubernetes/client-node, and what its name must be. */
export interface KnownKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly model: string;
  readonly name: NameRule;
  /** Where its pod template is, as a path; a Pod is one itself. */
  readonly podTemplate?: readonly string[];
}

const template = ['spec', 'template'] as const;

export const kindTable: readonly KnownKind[] = [
  { apiVersion: 'v1', kind: 'ConfigMap', model: 'V1ConfigMap', name: 'dns-subdomain' },
  { apiVersion: 'v1', kind: 'Namespace', model: 'V1Namespace', name: 'dns-label' },
  { apiVersion: 'v1', kind: 'Pod', model: 'V1Pod', name: 'dns-subdomain', podTemplate: [] },
  { apiVersion: 'v1', kind: 'PodTemplate', model: 'V1PodTemplate', name: 'dns-subdomain', podTemplate: ['template'] },
  {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    model: 'V1ReplicationController',
    name: 'dns-subdomain',
    podTemplate: template,
  },
  { apiVersion: 'v1', kind: 'Secret', model: 'V1Secret', name: 'dns-subdomain' },
  { apiVersion: 'v1', kind: 'Service', model: 'V1Service', name: 'dns-label-from-a-letter' },
  { apiVersion: 'v1', kind: 'ServiceAccount', model: 'V1ServiceAccount', name: 'dns-subdomain' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', model: 'V1PersistentVolumeClaim', name: 'dns-subdomain' },
  { apiVersion: 'v1', kind: 'LimitRange', model: 'V1LimitRange', name: 'dns-subdomain' },
  { apiVersion: 'v1', kind: 'ResourceQuota', model: 'V1ResourceQuota', name: 'dns-subdomain' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', model: 'V1DaemonSet', name: 'dns-subdomain', podTemplate: template },
  { apiVersion: 'apps/v1', kind: 'Deployment', model: 'V1Deployment', name: 'dns-subdomain', podTemplate: template },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', model: 'V1ReplicaSet', name: 'dns-subdomain', podTemplate: template },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', model: 'V1StatefulSet', name: 'dns-label', podTemplate: template },
  { apiVersion: 'batch/v1', kind: 'CronJob', model: 'V1CronJob', name: 'dns-subdomain', podTemplate: ['spec', 'jobTemplate', ...template] },
  { apiVersion: 'batch/v1', kind: 'Job', model: 'V1Job', name: 'dns-subdomain', podTemplate: template },
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', model: 'V2HorizontalPodAutoscaler', name: 'dns-subdomain' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', model: 'V1Ingress', name: 'dns-subdomain' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', model: 'V1NetworkPolicy', name: 'dns-subdomain' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', model: 'V1PodDisruptionBudget', name: 'dns-subdomain' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', model: 'V1ClusterRole', name: 'path-segment' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', model: 'V1ClusterRoleBinding', name: 'path-segment' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', model: 'V1Role', name: 'path-segment' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', model: 'V1RoleBinding', name: 'path-segment' },
];
