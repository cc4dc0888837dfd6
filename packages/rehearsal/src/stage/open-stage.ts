import { type ChildProcess, spawn } from 'node:child_process';
import type { Problem } from '@alloydb-gke/core';
import { EmulatorError } from '@alloydb-gke/emulator';
import { privilegedPorts } from '../loopback/privileged-ports';
import type { PodPlan } from '../pod-plan/pod-plan';
import { within } from '../pod-run/changes';
import type { PodEvent } from '../pod-run/pod-event';
import { coveredFolder, privateNetworkCommand, privateNetworkProblem } from '../private-network/private-network-command';
import { problem, rehearsalCodes } from '../rehearsal-codes';
import { RehearsalError } from '../rehearsal-error';
import type { PodFacts } from '../verdict/pod-facts';
import { programFile } from './program-files';
import type { Stage, StageSetup } from './stage';
import type { StageAnswer, StageRequest } from './stage-messages';

export interface OpenStageOptions {
  /**
   * Where the pods run.
   * @default - a private network where this machine allows one, else loopback addresses
   */
  readonly network?: Stage['kind'];
  /** Ends the stage. */
  readonly signal?: AbortSignal;
}

/** How long a stage may take to end in order, in milliseconds: PostgreSQL gets five seconds of it. */
const patience = 8_000;

/**
 * Opens a stage: starts its process, and in it the AlloyDB.
 *
 * @throws RehearsalError if this machine does not allow it
 */
export async function openStage(setup: StageSetup, { network, signal }: OpenStageOptions = {}): Promise<Stage> {
  if (signal?.aborted) throw aborted();
  const obstacle = network === 'loopback' ? undefined : await privateNetworkProblem();
  if (network === 'private-network' && obstacle !== undefined) {
    throw new RehearsalError(problem('no-private-network', 'network', { reason: obstacle }));
  }
  const kind = network ?? (obstacle === undefined ? 'private-network' : 'loopback');
  const notice = obstacle === undefined ? [] : [`This machine allows no private network (${obstacle}), so loopback addresses are taken.`];
  const stage = new StageProcess(kind, setup, notice);
  const end = (): void => void stage.stop();
  signal?.addEventListener('abort', end, { once: true });
  try {
    await stage.open();
    return stage;
  } catch (error) {
    await stage.stop();
    throw signal?.aborted ? aborted() : error;
  }
}

function aborted(): RehearsalError {
  return new RehearsalError(problem('rehearsal-aborted', 'rehearsal', {}));
}

class StageProcess implements Stage {
  readonly kind: Stage['kind'];
  readonly #setup: StageSetup;
  readonly #rewrites: string[];
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  readonly #errors: string[] = [];
  #onEvent: (event: PodEvent) => void = () => {};
  #expected: { resolve(answer: StageAnswer): void; reject(error: Error): void } | undefined;
  #failure: Error | undefined;
  #stopped: Promise<void> | undefined;

  constructor(kind: Stage['kind'], setup: StageSetup, rewrites: readonly string[]) {
    this.kind = kind;
    this.#setup = setup;
    this.#rewrites = [...rewrites];
    const [program, ...args] = commandOf(kind);
    // A session of its own: Ctrl-C in a terminal must reach this process alone, which ends the stage in order.
    this.#child = spawn(program, args, { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#errors.push(text));
    this.#child.on('message', (answer: StageAnswer) => this.#hear(answer));
    this.#gone = new Promise((resolve) => {
      this.#child.once('close', () => resolve());
      this.#child.once('error', () => resolve());
    });
    void this.#gone.then(() => this.#fail(this.#stopped ? aborted() : unexpectedEnd(this.#errors.join(''))));
  }

  get rewrites(): readonly string[] {
    return [...new Set(this.#rewrites)];
  }

  async open(): Promise<void> {
    const clientProgram = programFile('client-program');
    const { proxyProgram } = this.#setup;
    const folder = this.kind === 'loopback' ? '' : (coveredFolder([proxyProgram, clientProgram, process.execPath]) ?? '/mnt');
    await this.#ask({ ask: 'open', kind: this.kind, setup: this.#setup, folder, clientProgram });
  }

  async run(plans: readonly PodPlan[], onEvent: (event: PodEvent) => void): Promise<readonly PodFacts[]> {
    const [first, ...others] = this.kind === 'loopback' ? privilegedPorts(plans) : [];
    if (first) throw new RehearsalError(first, ...others);
    this.#onEvent = onEvent;
    const answer = await this.#ask({ ask: 'run', plans });
    return answer.say === 'facts' ? answer.facts : [];
  }

  startFault(fault: string): void {
    if (this.#child.connected) this.#child.send({ ask: 'fault', fault } satisfies StageRequest, () => {});
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#fail(aborted());
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined) return;
    if (this.#child.connected) this.#child.send({ ask: 'stop' } satisfies StageRequest, () => {});
    if (await within(this.#gone, patience)) return;
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  #ask(request: StageRequest): Promise<StageAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#expected = { resolve, reject };
      this.#child.send(request, (error) => {
        if (error) this.#fail(error);
      });
    });
  }

  #hear(answer: StageAnswer): void {
    if (answer.say === 'event') return this.#onEvent(answer.event);
    if (answer.say === 'rewrite') return void this.#rewrites.push(answer.sentence);
    if (answer.say === 'failed') return this.#fail(errorOf(answer.problems, answer.message));
    const expected = this.#expected;
    this.#expected = undefined;
    expected?.resolve(answer);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    const expected = this.#expected;
    this.#expected = undefined;
    expected?.reject(this.#failure);
  }
}

function commandOf(kind: Stage['kind']): readonly [string, ...string[]] {
  const stage = programFile('stage-program');
  if (kind === 'private-network') return privateNetworkCommand(process.execPath, [stage]);
  return [process.execPath, stage];
}

function errorOf([first, ...others]: readonly Problem[], message: string): Error {
  if (!first) return new Error(message);
  if (Object.hasOwn(rehearsalCodes, first.code)) return new RehearsalError(first, ...others);
  // Of the local AlloyDB: no PostgreSQL, no room.
  return new EmulatorError(first);
}

function unexpectedEnd(said: string): RehearsalError {
  const reason = said.trim().split('\n').at(-1)?.replace(/\.$/, '') || 'it said nothing';
  return new RehearsalError(problem('stage-ended', 'stage', { reason }));
}
