import type { EmulatorEvent } from '@alloydb-gke/emulator';
import type { CoreV1Event } from '@kubernetes/client-node';
import type { ContainerPlan, PodPlan } from '../../../../packages/rehearsal/src/pod-plan/pod-plan';
import type { ClientRecord, ContainerFacts, PodFacts, ProbeFailure } from '../../../../packages/rehearsal/src/verdict/pod-facts';
import type { PodLife } from './pod-life';

/** What was seen beside the pod itself. */
export interface Surroundings {
  readonly events: readonly CoreV1Event[];
  readonly refusals: readonly EmulatorEvent[];
  /** Whether it was Ready before it was deleted. */
  readonly wasReady: boolean;
  readonly completion: PodFacts['completion'];
}

/** What a real kubelet made of a pod, as a rehearsal would tell it. Without a pod, nothing ever started. */
export function factsOfPod(plan: PodPlan, life: PodLife | undefined, around: Surroundings): PodFacts {
  const { workload, initContainers, containers, ending, terminationGracePeriodSeconds } = plan;
  const seconds = life?.deletionSeconds;
  return {
    workload,
    containers: [...initContainers, ...containers].map((container) => factsOfContainer(container, life, around.events)),
    client: life === undefined ? [] : clientRecords(plan, life),
    refusals: around.refusals,
    ready: ending === 'completes' ? undefined : around.wasReady,
    completion: around.completion,
    ...(seconds !== undefined && ending !== 'completes' && { deletion: { seconds, gracePeriodSeconds: terminationGracePeriodSeconds } }),
  };
}

/** The records of the stand-ins, each with the container that it is of. */
export function clientRecords(plan: PodPlan, life: PodLife): readonly ClientRecord[] {
  const users = [...plan.initContainers, ...plan.containers].filter(({ role }) => role === 'application' || role === 'task');
  return life.lines.flatMap(({ container, text }) => {
    if (!text.startsWith('{"') || !users.some(({ name }) => name === container)) return [];
    return [{ ...(JSON.parse(text) as ClientRecord), container }];
  });
}

function factsOfContainer({ name, role, place }: ContainerPlan, life: PodLife | undefined, events: readonly CoreV1Event[]): ContainerFacts {
  const seen = life?.container(name);
  return {
    name,
    role,
    place,
    started: seen?.started ?? false,
    ...(seen?.waiting && { waiting: seen.waiting }),
    ...(seen?.waiting?.reason === 'RunContainerError' && { cannotStart: seen.waiting.message }),
    restarts: seen?.restarts ?? 0,
    exitCodes: [...(seen?.ends.values() ?? [])],
    probeFailures: life === undefined ? [] : probeFailures(name, life, events),
    log: role === 'proxy' ? (life?.lines.filter(({ container }) => container === name).map(({ text }) => text) ?? []) : [],
  };
}

function probeFailures(container: string, life: PodLife, events: readonly CoreV1Event[]): readonly ProbeFailure[] {
  return events.flatMap(({ reason, message = '', count = 1, involvedObject }): readonly ProbeFailure[] => {
    const [, probe] = /^(Startup|Readiness|Liveness) probe /.exec(message) ?? [];
    const isOfContainer = involvedObject.name === life.name && involvedObject.fieldPath?.endsWith(`{${container}}`);
    if (reason !== 'Unhealthy' || probe === undefined || !isOfContainer) return [];
    const text = life.address === undefined ? message : message.replaceAll(life.address, 'POD_IP');
    return [{ probe: probe.toLowerCase() as ProbeFailure['probe'], message: text, count }];
  });
}
