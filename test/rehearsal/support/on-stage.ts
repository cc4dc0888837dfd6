import type { PodPlan } from '../../../packages/rehearsal/src/pod-plan/pod-plan';
import type { PodEvent } from '../../../packages/rehearsal/src/pod-run/pod-event';
import { openStage } from '../../../packages/rehearsal/src/stage/open-stage';
import type { Stage, StageSetup } from '../../../packages/rehearsal/src/stage/stage';
import type { ContainerFacts, PodFacts } from '../../../packages/rehearsal/src/verdict/pod-facts';

export interface SeenRun {
  readonly facts: readonly PodFacts[];
  readonly events: readonly PodEvent[];
  readonly rewrites: readonly string[];
}

/** Runs pods on a stage of their own. */
export async function onStage(
  network: Stage['kind'],
  setup: StageSetup,
  plans: readonly PodPlan[],
  onEvent: (event: PodEvent) => void = () => {},
): Promise<SeenRun> {
  const stage = await openStage(setup, { network });
  const events: PodEvent[] = [];
  try {
    const facts = await stage.run(plans, (event) => {
      events.push(event);
      onEvent(event);
    });
    return { facts, events, rewrites: stage.rewrites };
  } finally {
    await stage.stop();
  }
}

/** What was seen of a container. */
export function factsOf({ facts }: SeenRun, container: string, pod = 0): ContainerFacts {
  const found = facts[pod]?.containers.find(({ name }) => name === container);
  if (!found) throw new Error(`There is no container ${container}.`);
  return found;
}

/** What the stand-in of a container said about something. */
export function records<Event extends PodFacts['client'][number]['event']>(
  { facts }: SeenRun,
  event: Event,
  pod = 0,
): readonly Extract<PodFacts['client'][number], { event: Event }>[] {
  const all = facts[pod]?.client ?? [];
  return all.filter((record): record is Extract<PodFacts['client'][number], { event: Event }> => record.event === event);
}

/** When something happened, in milliseconds. */
export function timeOf({ events }: SeenRun, what: PodEvent['what'], container?: string): number {
  return events.find((event) => event.what === what && (container === undefined || event.container === container))?.at ?? Number.NaN;
}
