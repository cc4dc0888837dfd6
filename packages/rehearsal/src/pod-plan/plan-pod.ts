import type { JsonObject } from '@alloydb-gke/core';
import type { ManifestSet, ReadManifest } from '../manifests/manifest-set';
import { withAssumedTargets } from './assumed-targets';
import { numberIn, objectIn, objectsIn, textIn } from './json-fields';
import { type PodContext, planContainer } from './plan-container';
import type { PlanContext } from './plan-pods';
import { planVolumes } from './plan-volumes';
import { endingOf, nameOf, podIdentity } from './pod-identity';
import type { PodObstacle, PodPlan } from './pod-plan';
import { serviceLinks } from './service-links';
import { withUnnamedTargets } from './unnamed-targets';

/** What is known of the Kubernetes service accounts of the pod's namespace. */
export interface KnownAccounts {
  /** The e-mail in the annotation of one; undefined where there is no such account. */
  annotationOf(name: string): { readonly email: string | undefined } | undefined;
}

/** Plans the pod of a workload whose pod template has the right shape. */
export function planPod(object: ReadManifest, template: JsonObject, set: ManifestSet, context: PlanContext & KnownAccounts): PodPlan {
  const { manifest, namespace } = object;
  const podSpec = objectIn(template['spec']);
  const serviceAccount = textIn(podSpec['serviceAccountName']) || textIn(podSpec['serviceAccount']) || 'default';
  const restartPolicy = (textIn(podSpec['restartPolicy']) ?? 'Always') as PodPlan['restartPolicy'];
  const ending = endingOf(manifest, restartPolicy);
  const pod = podIdentity(object, template, serviceAccount);
  const links = serviceLinks(set, namespace, podSpec['enableServiceLinks'] !== false);
  const ofPod: PodContext = { set, pod, serviceLinks: links, podSpec, ending };
  const planned = {
    initContainers: objectsIn(podSpec['initContainers']).map((container) => planContainer(container, 'initContainers', ofPod)),
    containers: objectsIn(podSpec['containers']).map((container) => planContainer(container, 'containers', ofPod)),
  };
  const { volumes, obstacle } = planVolumes(podSpec, set, pod);
  const account = context.annotationOf(serviceAccount);
  const cloud = { spec: context.spec, iamServiceAccount: account?.email };
  const isMissing = account === undefined && context.spec !== undefined;
  const cannotBeCreated = refusal(podSpec, pod.name) ?? (isMissing ? accountObstacle(namespace, serviceAccount, pod.name) : obstacle);
  return {
    workload: { kind: manifest.kind ?? '', name: nameOf(manifest), namespace },
    ...(!manifest.metadata?.['namespace'] && { namesNoNamespace: true as const }),
    origin: object.origin,
    podName: pod.name,
    ending,
    restartPolicy,
    serviceAccount,
    terminationGracePeriodSeconds: numberIn(podSpec['terminationGracePeriodSeconds']) ?? 30,
    ...(cannotBeCreated && { cannotBeCreated }),
    ...withUnnamedTargets(withAssumedTargets(planned, ending, cloud), cloud),
    volumes,
    hostNetwork: podSpec['hostNetwork'] === true,
  };
}

/** As the API server says it. */
function accountObstacle(namespace: string, name: string, pod: string): PodObstacle {
  return {
    code: 'kubernetes-service-account-missing',
    message: `pods "${pod}" is forbidden: error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`,
  };
}

/** A probe or a hook of a regular init container: an old admission webhook that drops its restartPolicy leaves such a one behind. */
function refusal(podSpec: JsonObject, pod: string): PodObstacle | undefined {
  for (const [index, container] of objectsIn(podSpec['initContainers']).entries()) {
    if (container['restartPolicy'] === 'Always') continue;
    const field = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'].find((one) => container[one]);
    const message = `Pod "${pod}" is invalid: spec.initContainers[${index}].${field}: Forbidden: may not be set for init containers without restartPolicy=Always`;
    if (field !== undefined) return { code: 'pod-refused', message };
  }
  return undefined;
}
