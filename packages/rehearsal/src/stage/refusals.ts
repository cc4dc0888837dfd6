import type { EmulatorEvent, EmulatorSpec } from '@alloydb-gke/emulator';
import type { PodPlan } from '../pod-plan/pod-plan';

/**
 * Which refusals are of a pod, where several ran at once: those that name its Kubernetes service account, the IAM service account
 * behind it or one that its proxy impersonates, or an instance that its proxies serve.
 */
export function refusalsOf(
  plan: PodPlan,
  refusals: readonly EmulatorEvent[],
  cloud: EmulatorSpec,
  isAlone: boolean,
): readonly EmulatorEvent[] {
  if (isAlone) return [...refusals];
  const { workload, serviceAccount, initContainers, containers } = plan;
  const account = cloud.kubernetesServiceAccounts?.find(
    ({ name, namespace }) => name === serviceAccount && namespace === workload.namespace,
  );
  const invocations = [...initContainers, ...containers].flatMap(({ invocation }) => invocation ?? []);
  const names = [
    `${workload.namespace}/${serviceAccount}`,
    `ns/${workload.namespace}/sa/${serviceAccount}`,
    ...(account?.iamServiceAccount === undefined
      ? []
      : [account.iamServiceAccount, account.iamServiceAccount.replace('.gserviceaccount.com', '')]),
    ...invocations.flatMap(({ flags }) => flags.impersonateServiceAccount ?? []),
  ];
  const instances = invocations.flatMap(({ instances: served }) => served.map(({ uri }) => uri));
  return refusals.filter(({ subject, values }) => {
    const texts = [subject, ...Object.values(values)];
    const members = texts.filter((text) => /@|\/sa\/|^[^/]+\/[^/]+$/.test(text));
    const isNamed = texts.some((text) => names.some((name) => text.includes(name)));
    return isNamed || (members.length === 0 && texts.some((text) => instances.includes(text)));
  });
}
