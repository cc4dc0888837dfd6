import { type JsonObject, type Problem, podTemplatePath, verifiedProxyVersion, workloadIdentityAnnotation } from '@alloydb-gke/core';
import type { EmulatorSpec } from '@alloydb-gke/emulator';
import { findManifest, type ManifestSet, type ReadManifest } from '../manifests/manifest-set';
import { problem } from '../rehearsal-codes';
import { throwIfAny } from '../rehearsal-error';
import { checkPodTemplate } from './check-pod-template';
import { objectIn, objectsIn, textIn, textsIn } from './json-fields';
import { planPod } from './plan-pod';
import { nameOf } from './pod-identity';
import type { PodPlan, WorkloadName } from './pod-plan';
import { runsCloudSqlProxy, runsProxy } from './proxy-command';

/** What is known beside the manifests when pods are planned. */
export interface PlanContext {
  /**
   * The cloud side, which may have Kubernetes service accounts, and whose database users an application may be taken for.
   * @default - not known yet: no Kubernetes service account is missing
   */
  readonly spec?: EmulatorSpec;
}

/** The pods that are rehearsed, and the workloads that are not. */
export interface PlannedPods {
  readonly pods: readonly PodPlan[];
  readonly leftAlone: readonly { readonly workload: WorkloadName; readonly reason: string }[];
}

/**
 * Plans a pod for each workload with an Auth Proxy in it. What the cluster would find out only while it runs the pod (a Secret
 * that is not there) is in its plan.
 *
 * @throws RehearsalError with everything that the API server refuses, and where no workload has an Auth Proxy
 */
export function planPods(set: ManifestSet, context: PlanContext = {}): PlannedPods {
  const problems: Problem[] = [];
  const pods: PodPlan[] = [];
  const leftAlone: { workload: WorkloadName; reason: string }[] = [];
  const cloudSql: Problem[] = [];
  for (const object of set.objects) {
    const template = podTemplateOf(object);
    if (!template) continue;
    const containers = containersOf(template);
    const foreign = containers.find(({ image, command }) => runsCloudSqlProxy(image, command));
    if (!containers.some(({ image, command }) => runsProxy(image, command))) {
      leftAlone.push({
        workload: workloadName(object),
        reason: foreign ? 'It has the Auth Proxy of Cloud SQL.' : 'It has no AlloyDB Auth Proxy.',
      });
      if (foreign)
        cloudSql.push(
          problem('cloud-sql-proxy', origin(object), {
            container: `The container "${foreign.name}"`,
            image: foreign.image,
            version: verifiedProxyVersion,
          }),
        );
      continue;
    }
    const wrong = checkPodTemplate(object.manifest, template, origin(object));
    problems.push(...wrong);
    if (wrong.length === 0)
      pods.push(
        planPod(object, template, set, { ...context, annotationOf: (name) => annotationOf(set, context.spec, object.namespace, name) }),
      );
  }
  if (pods.length === 0 && problems.length === 0) {
    problems.push(...(cloudSql.length > 0 ? cloudSql : [problem('no-auth-proxy', 'manifests', { count: set.objects.length })]));
  }
  throwIfAny(problems);
  return { pods, leftAlone };
}

/** The pod template of a workload; undefined for everything that makes no pods. */
function podTemplateOf({ manifest }: ReadManifest): JsonObject | undefined {
  const path = manifest.kind === 'PodTemplate' ? undefined : podTemplatePath(manifest.apiVersion ?? '', manifest.kind ?? '');
  const template = path?.reduce<JsonObject>((value, field) => objectIn(value[field]), manifest);
  return template && objectIn(template['spec']) === template['spec'] ? template : undefined;
}

function containersOf(
  template: JsonObject,
): readonly { readonly name: string; readonly image: string; readonly command: readonly string[] }[] {
  const spec = objectIn(template['spec']);
  return [...objectsIn(spec['initContainers']), ...objectsIn(spec['containers'])].map(({ name, image, command }) => ({
    name: textIn(name) ?? '',
    image: textIn(image) ?? '',
    command: textsIn(command),
  }));
}

/** The e-mail that a Kubernetes service account is annotated with; undefined where it is not there. The manifests go before the cloud side. */
function annotationOf(
  set: ManifestSet,
  spec: EmulatorSpec | undefined,
  namespace: string,
  name: string,
): { readonly email: string | undefined } | undefined {
  const found = findManifest(set, 'ServiceAccount', namespace, name);
  if (found) return { email: textIn(found.manifest.metadata?.annotations?.[workloadIdentityAnnotation]) };
  const declared = spec?.kubernetesServiceAccounts?.find((one) => one.name === name && one.namespace === namespace);
  if (declared) return { email: declared.iamServiceAccount };
  // Every namespace has this one.
  return name === 'default' ? { email: undefined } : undefined;
}

export function workloadName({ manifest, namespace }: ReadManifest): WorkloadName {
  return { kind: manifest.kind ?? '', name: nameOf(manifest), namespace };
}

function origin(object: ReadManifest): string {
  return `${object.origin} ${object.manifest.kind} "${nameOf(object.manifest)}"`;
}
