import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';
import type { ClientRecord, PodFacts } from '../verdict/pod-facts';
import { Changes, pause } from './changes';
import { ContainerLife, type PodGround } from './container-life';
import type { PodEvent } from './pod-event';
import type { PodPlace } from './pod-place';

export interface RunPodOptions {
  /** The longest that a container may take where kubelet would wait for ever, in seconds. */
  readonly patienceSeconds: number;
  /** When the rehearsal began, in milliseconds since 1970. */
  readonly beganAt: number;
  readonly onEvent: (event: PodEvent) => void;
  /** Ends the pod at once. */
  readonly signal: AbortSignal;
}

/** What was seen of a pod here. What the emulator refused is added by whoever has the emulator. */
export type SeenPod = Omit<PodFacts, 'refusals'>;

/** A stand-in that says nothing more for this long has tried everything, in milliseconds. */
const silence = 5_000;

/** How long a pod in which everything is fine is still watched, in milliseconds: its applications open their transactions then. */
const steady = 500;

/** How long others are still watched when one container has failed for good, and what ends by itself when the work is done. */
const aftermath = 3_000;

/**
 * Runs a pod as kubelet does, until what is to be seen of it was seen, and deletes it.
 * Source: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
 */
export async function runPod(plan: PodPlan, place: PodPlace, options: RunPodOptions): Promise<SeenPod> {
  return new PodRun(plan, place, options).run();
}

class PodRun {
  readonly #plan: PodPlan;
  readonly #options: RunPodOptions;
  readonly #changes = new Changes();
  readonly #records: ClientRecord[] = [];
  readonly #initContainers: readonly ContainerLife[];
  readonly #containers: readonly ContainerLife[];
  #ready = false;

  constructor(plan: PodPlan, place: PodPlace, options: RunPodOptions) {
    this.#plan = plan;
    this.#options = options;
    const ground: PodGround = {
      plan,
      place,
      changes: this.#changes,
      say: (what, container, detail) => this.#say(what, detail, container),
      client: (record) => {
        this.#records.push(record);
        this.#say('client', describeRecord(record), record.container);
      },
    };
    const life = (container: ContainerPlan): ContainerLife => new ContainerLife(container, ground);
    this.#initContainers = plan.initContainers.map(life);
    this.#containers = plan.containers.map(life);
    options.signal.addEventListener('abort', () => this.#changes.notify(), { once: true });
  }

  async run(): Promise<SeenPod> {
    this.#say('pod-starts', `as the Kubernetes service account ${this.#plan.serviceAccount}`);
    if (!this.#plan.cannotBeCreated && (await this.#initialise())) {
      for (const container of this.#containers) {
        if (this.#stopped) break;
        await container.begin();
      }
      await (this.#plan.ending === 'completes' ? this.#watchForCompletion() : this.#watchForReadiness());
    }
    const completion = this.#completion;
    const ended = this.#containers.every(({ finished }) => finished !== undefined);
    const seconds = await this.#delete();
    this.#say('pod-ended', `after ${seconds.toFixed(1)} s`);
    return {
      workload: this.#plan.workload,
      containers: this.#all.map(({ facts }) => facts),
      client: this.#records,
      ready: this.#plan.ending === 'completes' ? undefined : this.#ready,
      completion,
      ...(!ended && { deletion: { seconds, gracePeriodSeconds: this.#plan.terminationGracePeriodSeconds } }),
    };
  }

  /** Init containers, one after the other: a native sidecar has to be started, a regular one to succeed. */
  async #initialise(): Promise<boolean> {
    for (const container of this.#initContainers) {
      if (this.#stopped) return false;
      const isSidecar = container.plan.place === 'native sidecar';
      void container.begin();
      const isDone = (): boolean => (isSidecar ? container.started : container.finished === 'succeeded');
      const isOver = (): boolean => isDone() || container.isHopeless || container.finished === 'failed' || this.#stopped;
      if (!isDone()) this.#say('waits-for', isSidecar ? `${container.plan.name} to be started` : `${container.plan.name} to end`);
      const began = Date.now();
      while (!isOver() && this.#isWorthWaiting(began)) await this.#changes.until(isOver, 100);
      if (!isDone()) return false;
    }
    return true;
  }

  async #watchForReadiness(): Promise<void> {
    const lives = this.#all.filter(({ plan: { place } }) => place !== 'regular init container');
    const isReady = (): boolean => lives.every(({ started, ready }) => started && ready);
    const began = Date.now();
    const deadline = began + this.#patience;
    let wasAhead = false;
    while (!this.#stopped && this.#isWorthWaiting(began)) {
      await this.#changes.until(() => this.#stopped || this.#isHopeless || isReady(), 100);
      if (isReady() && !this.#ready) {
        this.#ready = true;
        this.#say('pod-ready', 'every container is ready');
      }
      if (this.#isHopeless) return this.#watchAftermath();
      if (isReady() && (await this.#allSettled(deadline))) {
        if (lives.every(({ isProbed }) => isProbed)) {
          if (!(await this.#changes.until(() => !isReady() || this.#stopped, steady))) return;
          continue;
        }
        if (!wasAhead) {
          wasAhead = true;
          await Promise.all(lives.map((life) => life.probeAhead()));
          continue;
        }
      }
      await pause(100, this.#options.signal);
    }
  }

  async #watchForCompletion(): Promise<void> {
    const isOver = (): boolean => this.#stopped || this.#isHopeless || this.#containers.every(({ finished }) => finished !== undefined);
    const work = this.#containers.filter(({ plan: { role } }) => role === 'task' || role === 'application');
    const isWorkDone = (): boolean => work.length > 0 && work.every(({ finished }) => finished !== undefined);
    await this.#changes.until(() => isOver() || isWorkDone(), this.#patience);
    if (!isOver() && isWorkDone()) await this.#changes.until(isOver, aftermath);
  }

  /** What the other containers see, when one has failed for good. */
  async #watchAftermath(): Promise<void> {
    await this.#allSettled(Date.now() + aftermath);
  }

  /** Whether every stand-in has tried everything. */
  async #allSettled(deadline: number): Promise<boolean> {
    const users = this.#containers.filter(({ plan: { role } }) => role === 'application');
    const isSettled = (life: ContainerLife): boolean =>
      life.settled || (life.lastRecordAt !== undefined && Date.now() - life.lastRecordAt >= silence) || life.finished !== undefined;
    while (!users.every(isSettled)) {
      if (Date.now() >= deadline || this.#stopped) return false;
      await this.#changes.until(() => users.every(isSettled), 100);
    }
    return true;
  }

  /** Deletes the pod: everything gets SIGTERM at once, but for native sidecars, which wait for what was started after them. */
  async #delete(): Promise<number> {
    const began = Date.now();
    const grace = this.#options.signal.aborted ? 0 : this.#plan.terminationGracePeriodSeconds * 1000;
    const sidecars = this.#initContainers.filter(({ plan: { place } }) => place === 'native sidecar');
    const others = this.#all.filter((life) => !sidecars.includes(life));
    const now = Promise.resolve();
    let before: Promise<unknown> = Promise.all(others.map((life) => life.terminate(grace, now)));
    const ends: Promise<unknown>[] = [before];
    for (const sidecar of [...sidecars].reverse()) {
      const end: Promise<unknown> = sidecar.terminate(grace, before);
      before = Promise.all([before, end]);
      ends.push(end);
    }
    await Promise.all(ends);
    return (Date.now() - began) / 1000;
  }

  get #completion(): PodFacts['completion'] {
    if (this.#plan.ending !== 'completes') return undefined;
    const ends = this.#containers.map(({ finished }) => finished);
    const hasFailed =
      this.#initContainers.some((life) => life.finished === 'failed' || isFailing(life)) || this.#containers.some(isFailing);
    if (hasFailed) return 'failed';
    if (ends.every((end) => end !== undefined)) return ends.includes('failed') ? 'failed' : 'succeeded';
    return 'running';
  }

  get #all(): readonly ContainerLife[] {
    return [...this.#initContainers, ...this.#containers];
  }

  get #isHopeless(): boolean {
    return this.#all.some(({ isHopeless }) => isHopeless);
  }

  get #stopped(): boolean {
    return this.#options.signal.aborted;
  }

  /** Whether the patience lasts. A probe that fails is waited for once more as long: its last failure may be due at the same moment. */
  #isWorthWaiting(began: number): boolean {
    const waited = Date.now() - began;
    return waited < this.#patience || (waited < 2 * this.#patience && this.#all.some(({ isDeciding }) => isDeciding));
  }

  get #patience(): number {
    return this.#options.patienceSeconds * 1000;
  }

  #say(what: PodEvent['what'], detail: string, container?: string): void {
    const at = Date.now() - this.#options.beganAt;
    this.#options.onEvent({ at, pod: this.#plan.podName, ...(container !== undefined && { container }), what, detail });
  }
}

/** A task that fails however often it is started again. */
function isFailing({ plan: { role }, isHopeless }: ContainerLife): boolean {
  return role === 'task' && isHopeless;
}

function describeRecord(record: ClientRecord): string {
  switch (record.event) {
    case 'login':
      return record.ok ? `logged in as ${record.user}` : `cannot log in as ${record.user}: ${record.error ?? ''}`;
    case 'write':
      return record.error === undefined ? record.outcome : `${record.outcome}: ${record.error}`;
    case 'drain':
      return `${record.operations} operations in ${record.seconds} s after SIGTERM, ${record.failed} failed`;
    case 'quit-posted':
      return record.ok ? `posted to ${record.url}` : `cannot post to ${record.url}: ${record.error ?? ''}`;
    case 'settled':
      return 'has tried every database';
    case 'no-database':
      return 'its variables name no database';
  }
}
