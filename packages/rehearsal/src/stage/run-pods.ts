import type { EmulatorEvent } from '@alloydb-gke/emulator';
import { ChildPodPlace } from '../pod-host/child-pod-place';
import type { StageGround } from '../pod-host/stage-ground';
import { inWordsOfPod } from '../pod-host/words-of-pod';
import type { PodPlan } from '../pod-plan/pod-plan';
import type { PodEvent } from '../pod-run/pod-event';
import { runPod } from '../pod-run/run-pod';
import type { PodFacts } from '../verdict/pod-facts';
import { refusalsOf } from './refusals';
import type { StageSetup } from './stage';

export interface RunPodsOptions {
  readonly setup: StageSetup;
  readonly onEvent: (event: PodEvent) => void;
  readonly signal: AbortSignal;
}

/** Runs pods, so many at a time, and gives what was seen in the order of the plans. */
export async function runPods(
  plans: readonly PodPlan[],
  ground: StageGround,
  { setup, onEvent, signal }: RunPodsOptions,
): Promise<readonly PodFacts[]> {
  const { patienceSeconds } = setup;
  const beganAt = Date.now();
  const refusals: EmulatorEvent[] = [];
  const forget = ground.emulator.log.onEvent((event) => {
    if (event.repair !== undefined) refusals.push(event);
  });
  const found: PodFacts[] = [];
  const waiting = [...plans.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      const [index, plan] = next;
      const host = await ground.makeHost(plan);
      const place = new ChildPodPlace(host);
      try {
        const tell = (event: PodEvent): void => onEvent(inWordsOfPod(event, host.words));
        const seen = inWordsOfPod(await runPod(host.plan, place, { patienceSeconds, beganAt, onEvent: tell, signal }), host.words);
        found[index] = { ...seen, refusals: refusalsOf(plan, refusals, setup.cloud, plans.length === 1) };
      } finally {
        await place.close();
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, Math.min(setup.atOnce, plans.length)) }, work));
  } finally {
    forget();
  }
  return found;
}
