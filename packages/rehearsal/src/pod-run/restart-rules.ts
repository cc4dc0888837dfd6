import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';

const first = 10_000;
const longest = 300_000;
/** After this long without an end the waits begin anew, in milliseconds. */
const forgotten = 2 * longest;

/**
 * How long kubelet waits before it starts a container again: not at all the first time, then 10 s, 20 s, 40 s, up to 5 minutes.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
export class RestartBackOff {
  #next = 0;

  /** @param ranFor how long the container ran, in milliseconds. @returns milliseconds */
  waitAfter(ranFor: number): number {
    if (ranFor >= forgotten) this.#next = 0;
    const wait = this.#next;
    this.#next = wait === 0 ? first : Math.min(2 * wait, longest);
    return wait;
  }
}

/**
 * Whether kubelet starts a container again that has ended.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ and init-containers
 */
export function isStartedAgain(place: ContainerPlan['place'], restartPolicy: PodPlan['restartPolicy'], exitCode: number): boolean {
  if (place === 'native sidecar') return true;
  if (place === 'regular init container') return exitCode !== 0 && restartPolicy !== 'Never';
  return restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && exitCode !== 0);
}
