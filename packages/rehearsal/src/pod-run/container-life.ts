import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';
import type { ProbePlan } from '../pod-plan/probe-plan';
import type { ClientRecord, ContainerFacts, ProbeFailure } from '../verdict/pod-facts';
import { type Changes, pause, within } from './changes';
import type { PodEvent } from './pod-event';
import type { PodPlace, ProbeResult, RunningContainer } from './pod-place';
import { ProbeSchedule } from './probe-schedule';
import { isStartedAgain, RestartBackOff } from './restart-rules';

/** What the containers of a pod have in common. */
export interface PodGround {
  readonly plan: PodPlan;
  readonly place: PodPlace;
  readonly changes: Changes;
  say(what: PodEvent['what'], container: string, detail: string): void;
  client(record: ClientRecord): void;
}

/** A container gets at least this long between SIGTERM and SIGKILL, in milliseconds. Source: kuberuntime_container.go of kubelet */
const leastGrace = 2_000;

/** Between two looks at whether something listens, in milliseconds. */
const listeningPause = 30;

/** An end after this many milliseconds is no crash loop any more. */
const goodRun = 10_000;

/** With this the Auth Proxy says that its listeners are there. Source: internal/proxy of the Auth Proxy; `quiet` hides it */
const saysUp = /ready for new connections/;

/** A proxy that has not failed by then will not fail at its start, in milliseconds. */
const upByThen = 5_000;

/** This many lines of a log are kept. */
const keptLines = 2_000;

/** One container from its creation until its pod is gone: starts, probes, restarts, ends. */
export class ContainerLife {
  readonly plan: ContainerPlan;
  readonly #ground: PodGround;
  readonly #backOff = new RestartBackOff();
  readonly #exitCodes: number[] = [];
  readonly #failures = new Map<string, ProbeFailure>();
  readonly #log: string[] = [];
  /** Ends the wait for a restart. */
  readonly #terminating = new AbortController();
  /** Probes by kind that fail, and have not failed as often yet as Kubernetes bears. */
  readonly #deciding = new Set<ProbePlan['kind']>();
  /** Probes by kind that have succeeded since the last start. */
  readonly #succeeded = new Set<ProbePlan['kind']>();
  /** Those of them of which it was said. */
  readonly #passed = new Set<ProbePlan['kind']>();
  #probing = new AbortController();
  #running: RunningContainer | undefined;
  #startedAt = 0;
  /** How many lines are of earlier starts. */
  #logOfEarlier = 0;
  #everStarted = false;
  #restarts = 0;
  #crashes = 0;
  /** Whether a probe has failed for good, and how often a container was started again because of one. */
  #probeHasFailed = false;
  #probeRestarts = 0;
  #waiting: ContainerFacts['waiting'];
  #cannotStart: string | undefined;
  /** Kubelet's "started": the startup probe has passed, or there is none. */
  started = false;
  ready = false;
  /** How it ended for good. */
  finished: 'succeeded' | 'failed' | undefined;
  /** When its stand-in said the last thing of importance, and whether it has tried everything. */
  settled = false;
  lastRecordAt: number | undefined;

  constructor(plan: ContainerPlan, ground: PodGround) {
    this.plan = plan;
    this.#ground = ground;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Whether more waiting would show nothing new: it cannot be created, or it ends again and again. */
  get isHopeless(): boolean {
    if (this.#waiting?.reason === 'CreateContainerConfigError' || this.#probeRestarts > 0) return true;
    return this.#crashes >= (this.plan.role === 'proxy' ? 2 : 3);
  }

  /** Whether every probe has succeeded once. A proxy that nobody probes has to say that it is up, or to have run for a while. */
  get isProbed(): boolean {
    if (this.plan.role !== 'proxy' || this.#probes.length > 0) return this.#probes.every(({ kind }) => this.#succeeded.has(kind));
    return Date.now() - this.#startedAt >= upByThen || this.#log.slice(this.#logOfEarlier).some((line) => saysUp.test(line));
  }

  /** Whether a probe fails whose last allowed failure is still to come: what Kubernetes does about it is not known yet. */
  get isDeciding(): boolean {
    return this.#deciding.size > 0;
  }

  get facts(): ContainerFacts {
    return {
      name: this.plan.name,
      role: this.plan.role,
      place: this.plan.place,
      started: this.#everStarted,
      ...(this.#waiting && { waiting: this.#waiting }),
      ...(this.#cannotStart !== undefined && { cannotStart: this.#cannotStart }),
      restarts: this.#restarts,
      exitCodes: this.#exitCodes,
      probeFailures: [...this.#failures.values()],
      log: this.#log,
    };
  }

  /** Creates and starts it. Fulfilled when its postStart hook has run, as kubelet waits for that. */
  async begin(): Promise<void> {
    const obstacle = this.plan.cannotBeCreated;
    if (obstacle) {
      this.#waiting = { reason: 'CreateContainerConfigError', message: obstacle.message };
      this.#ground.say('waits-for', this.plan.name, `CreateContainerConfigError: ${obstacle.message}`);
      return this.#ground.changes.notify();
    }
    await this.#start();
  }

  /** Sends the probes that have not succeeded yet ahead of their time. A failure counts for nothing. */
  async probeAhead(): Promise<void> {
    for (const { kind, action, timeoutSeconds } of this.#probes) {
      if (this.#succeeded.has(kind) || !this.isRunning) continue;
      const { outcome } = await this.#ground.place.probe(this.plan, action, timeoutSeconds);
      if (outcome === 'success') this.#pass(kind, `${describeProbe(kind, action)}, ahead of its time`);
    }
    this.#ground.changes.notify();
  }

  /**
   * Ends it for good, as kubelet does when its pod is deleted: preStop at once, then SIGTERM in its turn, then SIGKILL.
   *
   * @param turn fulfilled when it is its turn
   */
  async terminate(graceMilliseconds: number, turn: Promise<unknown>): Promise<void> {
    this.#terminating.abort();
    this.#probing.abort();
    await this.#kill(graceMilliseconds, turn);
  }

  /** Only the probes of the Auth Proxy can be sent: nobody knows what the programs of other images would answer. */
  get #probes(): readonly ProbePlan[] {
    return this.plan.role === 'proxy' ? this.plan.probes : [];
  }

  async #start(): Promise<void> {
    const { place, say, changes } = this.#ground;
    say(
      'container-starts',
      this.plan.name,
      this.plan.role === 'proxy' ? (this.plan.commandLine[0] ?? '') : `stand-in for ${this.plan.image}`,
    );
    this.#startedAt = Date.now();
    this.#logOfEarlier = this.#log.length;
    let running: RunningContainer;
    try {
      running = await place.start(this.plan, (line) => this.#hear(line));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#waiting = { reason: 'RunContainerError', message };
      this.#cannotStart = message;
      return this.#end(128, message);
    }
    this.#running = running;
    this.#everStarted = true;
    this.#waiting = undefined;
    const ended = running.ended.then((code) => this.#end(code, `exit code ${code}`));
    const { postStart } = this.plan.lifecycle;
    const failure = postStart && (await Promise.race([place.act(this.plan, postStart), ended.then(() => undefined)]));
    if (this.#running !== running) return;
    if (failure !== undefined) {
      say('waits-for', this.plan.name, `FailedPostStartHook: ${failure}`);
      await this.#kill(this.#grace, Promise.resolve());
      return;
    }
    this.#startProbes();
    if (!this.#has('startup')) this.#becomeStarted();
    changes.notify();
  }

  #startProbes(): void {
    this.#probing = new AbortController();
    for (const plan of this.#probes) void this.#probe(plan, this.#probing.signal);
  }

  async #probe(plan: ProbePlan, signal: AbortSignal): Promise<void> {
    const { place, changes } = this.#ground;
    const { kind, action, timeoutSeconds, periodSeconds } = plan;
    // The first tick is anywhere in the first period. Here it is when something listens, if that is still within it.
    const firstTick = await this.#firstTick(plan, this.#startedAt + periodSeconds * 1000, signal);
    const schedule = new ProbeSchedule(plan, this.#startedAt, firstTick);
    if (kind !== 'startup') {
      while (!this.started && !signal.aborted) await changes.until(() => this.started || signal.aborted, 1_000);
      if (this.#has('startup')) schedule.open(Date.now());
    }
    for (;;) {
      await pause(schedule.next - Date.now(), signal);
      if (signal.aborted) return;
      const result = await place.probe(this.plan, action, timeoutSeconds);
      if (signal.aborted) return;
      if (result.outcome === 'success') this.#succeeded.add(kind);
      else this.#failed(kind, result);
      const turn = schedule.record(result.outcome, Date.now());
      if (result.outcome === 'failure' && turn === undefined) this.#deciding.add(kind);
      else this.#deciding.delete(kind);
      if (turn === 'passed') this.#pass(kind, describeProbe(kind, action));
      if (turn === 'failed' && kind === 'readiness') this.ready = false;
      changes.notify();
      if (turn === 'passed' && kind === 'startup') return;
      if (turn === 'failed' && kind !== 'readiness') return this.#failFatally(kind);
    }
  }

  async #firstTick(plan: ProbePlan, latest: number, signal: AbortSignal): Promise<number> {
    const { place } = this.#ground;
    while (!signal.aborted && Date.now() < latest) {
      if (await place.listens(this.plan, plan)) return Date.now();
      await pause(Math.min(listeningPause, latest - Date.now()), signal);
    }
    return latest;
  }

  #pass(kind: ProbePlan['kind'], detail: string): void {
    const isNews = kind === 'readiness' ? !this.ready : !this.#passed.has(kind);
    this.#succeeded.add(kind);
    this.#passed.add(kind);
    if (isNews) this.#ground.say('probe-passed', this.plan.name, detail);
    if (kind === 'startup') this.#becomeStarted();
    if (kind === 'readiness') this.ready = true;
  }

  #becomeStarted(): void {
    if (this.started) return;
    this.started = true;
    if (!this.#has('readiness')) this.ready = true;
    this.#ground.say('container-started', this.plan.name, `after ${((Date.now() - this.#startedAt) / 1000).toFixed(1)} s`);
  }

  #failed(kind: ProbePlan['kind'], { outcome, message }: ProbeResult): void {
    const words = outcome === 'errored' ? 'probe errored and resulted in unknown state' : 'probe failed';
    const text = `${kind[0]?.toUpperCase()}${kind.slice(1)} ${words}: ${message.replaceAll(this.#ground.place.address, 'POD_IP')}`;
    const earlier = this.#failures.get(text);
    this.#failures.set(text, { probe: kind, message: text, count: (earlier?.count ?? 0) + 1 });
    this.#ground.say('probe-failed', this.plan.name, text);
  }

  #failFatally(kind: 'startup' | 'liveness'): void {
    this.#ground.say('container-restarts', this.plan.name, `Container ${this.plan.name} failed ${kind} probe, will be restarted`);
    this.#probeHasFailed = true;
    this.#probing.abort();
    void this.#kill(this.#grace, Promise.resolve());
  }

  async #kill(graceMilliseconds: number, turn: Promise<unknown>): Promise<void> {
    const running = this.#running;
    if (!running) return;
    const { place, say } = this.#ground;
    const { ended } = running;
    const deadline = Date.now() + graceMilliseconds;
    const left = (): number => deadline - Date.now();
    const { preStop } = this.plan.lifecycle;
    if (preStop) await within(Promise.race([place.act(this.plan, preStop), ended]), left());
    await within(Promise.race([turn, ended]), left());
    if (this.#running !== running) return;
    say('sigterm', this.plan.name, 'SIGTERM');
    running.kill('SIGTERM');
    if (await within(ended, Math.max(leastGrace, left()))) return void (await this.#settle());
    say('sigkill', this.plan.name, `SIGKILL at the end of the grace period of ${Math.round(graceMilliseconds / 1000)} s`);
    running.kill('SIGKILL');
    await ended;
    await this.#settle();
  }

  /** Lets what follows an end happen. */
  async #settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  async #end(exitCode: number, detail: string): Promise<void> {
    const { plan, say, changes } = this.#ground;
    const ranFor = Date.now() - this.#startedAt;
    this.#probing.abort();
    this.#running = undefined;
    this.started = false;
    this.ready = false;
    this.#deciding.clear();
    this.#succeeded.clear();
    this.#passed.clear();
    this.#exitCodes.push(exitCode);
    say('container-ended', this.plan.name, detail);
    const { signal } = this.#terminating;
    if (signal.aborted || !isStartedAgain(this.plan.place, plan.restartPolicy, exitCode)) {
      this.finished = exitCode === 0 ? 'succeeded' : 'failed';
      return changes.notify();
    }
    this.#crashes = ranFor < goodRun ? this.#crashes + 1 : 1;
    changes.notify();
    const wait = this.#backOff.waitAfter(ranFor);
    if (wait > 0) {
      this.#waiting = { reason: 'CrashLoopBackOff', message: `back-off ${wait / 1000}s restarting failed container=${this.plan.name}` };
      say('waits-for', this.plan.name, `CrashLoopBackOff: ${wait / 1000} s`);
    }
    await pause(wait, signal);
    if (signal.aborted) return;
    this.#restarts += 1;
    if (this.#probeHasFailed) this.#probeRestarts += 1;
    this.#probeHasFailed = false;
    say('container-restarts', this.plan.name, `restart ${this.#restarts}`);
    await this.#start();
  }

  #hear(line: string): void {
    const record = this.plan.role === 'application' || this.plan.role === 'task' ? readRecord(line) : undefined;
    if (!record) {
      if (this.#log.length < keptLines) this.#log.push(line);
      return;
    }
    this.lastRecordAt = Date.now();
    if (record.event === 'settled' || record.event === 'no-database') this.settled = true;
    this.#ground.client(record);
    this.#ground.changes.notify();
  }

  #has(kind: ProbePlan['kind']): boolean {
    return this.#probes.some((probe) => probe.kind === kind);
  }

  get #grace(): number {
    return this.#ground.plan.terminationGracePeriodSeconds * 1000;
  }
}

function readRecord(line: string): ClientRecord | undefined {
  if (!line.startsWith('{"')) return undefined;
  try {
    const record = JSON.parse(line) as Partial<ClientRecord>;
    return typeof record.event === 'string' ? (record as ClientRecord) : undefined;
  } catch {
    return undefined;
  }
}

function describeProbe(kind: ProbePlan['kind'], action: ProbePlan['action']): string {
  if (action.kind === 'exec') return `${kind} probe ${action.command.join(' ')}`;
  const where = action.kind !== 'grpc' && action.host !== undefined ? action.host : "the pod's address";
  return action.kind === 'httpGet' ? `${kind} probe ${action.path} at ${where}` : `${kind} probe of port ${action.port} at ${where}`;
}
