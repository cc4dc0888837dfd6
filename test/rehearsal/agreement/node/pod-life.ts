import type { V1ContainerState, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import { LogTail, type TailedLine } from './log-tail';

/** What was seen of one container. */
export interface SeenContainer {
  started: boolean;
  /** Set when it has not been running since. */
  waiting: { readonly reason: string; readonly message: string } | undefined;
  restarts: number;
  /** By the id of the container that ended: its exit code. */
  readonly ends: Map<string, number>;
}

/** A pod of the node from its first sight to its last. */
export class PodLife {
  readonly namespace: string;
  readonly createdAt: number;
  readonly seenAt: number = Date.now();
  readonly #tail: LogTail;
  readonly #containers = new Map<string, SeenContainer>();
  #pod: V1Pod;
  #deletedAt: number | undefined;
  #endedAt: number | undefined;
  #isGone = false;

  constructor(pod: V1Pod, podLogs: string) {
    const { namespace = '', name = '', uid = '', creationTimestamp } = pod.metadata ?? {};
    this.namespace = namespace;
    this.createdAt = timeIn(creationTimestamp);
    this.#pod = pod;
    this.#tail = new LogTail(podLogs, { namespace, name, uid });
  }

  get name(): string {
    return this.#pod.metadata?.name ?? '';
  }

  get address(): string | undefined {
    return this.#pod.status?.podIP;
  }

  get isReady(): boolean {
    return this.#pod.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
  }

  get phase(): string {
    return this.#pod.status?.phase ?? 'Pending';
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  get lines(): readonly TailedLine[] {
    return this.#tail.lines;
  }

  /** From its deletion to the end of its last container, in seconds. */
  get deletionSeconds(): number | undefined {
    if (this.#deletedAt === undefined) return undefined;
    return ((this.#endedAt ?? Date.now()) - this.#deletedAt) / 1000;
  }

  container(name: string): SeenContainer {
    const known = this.#containers.get(name) ?? { started: false, waiting: undefined, restarts: 0, ends: new Map<string, number>() };
    this.#containers.set(name, known);
    return known;
  }

  see(pod: V1Pod): void {
    this.#pod = pod;
    const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
    for (const status of statuses) this.#seeContainer(status);
    if (pod.metadata?.deletionTimestamp !== undefined) this.#deletedAt ??= Date.now();
    const isOver = statuses.length > 0 && statuses.every(({ state }) => state?.running === undefined);
    if (this.#deletedAt !== undefined && isOver) this.#endedAt ??= Date.now();
    this.poll();
  }

  poll(): void {
    if (!this.#isGone) this.#tail.poll();
  }

  end(): void {
    if (this.#isGone) return;
    this.#endedAt ??= Date.now();
    this.#isGone = true;
    this.#tail.close();
  }

  #seeContainer({ name, state, lastState, restartCount }: V1ContainerStatus): void {
    const seen = this.container(name);
    seen.restarts = Math.max(seen.restarts, restartCount);
    for (const past of [lastState, state]) noteEnd(seen, past);
    if (state?.running) seen.started = true;
    // A deleted pod's containers are all called terminated, also those that never were.
    if (state?.running || state?.terminated?.containerID) seen.waiting = undefined;
    const { reason = '', message = '' } = state?.waiting ?? {};
    // Before it is its turn, it waits for nothing that could be wrong.
    if (reason !== '' && reason !== 'PodInitializing' && reason !== 'ContainerCreating') seen.waiting = { reason, message };
  }
}

function noteEnd(seen: SeenContainer, state: V1ContainerState | undefined): void {
  const end = state?.terminated;
  if (end?.containerID === undefined) return;
  seen.ends.set(end.containerID, end.exitCode);
  // One that could not be started has a time of its start all the same: that of 1970.
  seen.started ||= timeIn(end.startedAt) > 0;
}

/** The types say Date, and JSON has a text. */
function timeIn(value: Date | undefined): number {
  return value === undefined ? 0 : new Date(value).getTime();
}
