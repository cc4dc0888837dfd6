/** Something that happens to a pod while it is rehearsed: the timeline. Plain JSON. */
export interface PodEvent {
  /** Milliseconds since the rehearsal began. */
  readonly at: number;
  /** The name of the pod. */
  readonly pod: string;
  /** The container that it happens to, where it does not happen to the whole pod. */
  readonly container?: string;
  /** What happens. */
  readonly what:
    | 'pod-starts'
    | 'container-starts'
    | 'waits-for'
    | 'container-started'
    | 'probe-passed'
    | 'probe-failed'
    | 'container-ended'
    | 'container-restarts'
    | 'client'
    | 'pod-ready'
    | 'sigterm'
    | 'sigkill'
    | 'pod-ended';
  /** For people: `startup probe /startup at the pod's address`. Holds no secret. */
  readonly detail: string;
}
