import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import type { ContainerPlan, LifecycleAction } from '../pod-plan/pod-plan';
import type { ProbeAction, ProbePlan } from '../pod-plan/probe-plan';
import { pause } from '../pod-run/changes';
import { CannotStart, type PodPlace, type ProbeResult, type RunningContainer } from '../pod-run/pod-place';
import { probeGrpc } from '../probing/probe-grpc';
import { probeHttp } from '../probing/probe-http';
import { probeTcp } from '../probing/probe-tcp';
import type { ContainerHost, ReadyProgram } from './container-host';

/** The longest that a hook over HTTP may take, in seconds. Its grace period usually ends it sooner. */
const longestHook = 3600;

/** A pod whose containers are child processes of this one. */
export class ChildPodPlace implements PodPlace {
  readonly #host: ContainerHost;
  readonly #children = new Set<ChildProcess>();

  constructor(host: ContainerHost) {
    this.#host = host;
  }

  get address(): string {
    return this.#host.address;
  }

  async start(container: ContainerPlan, onLine: (line: string) => void): Promise<RunningContainer> {
    // An init container that has nothing to do with the database is done at once: nobody knows what its program would do.
    if (container.role === 'bystander' && container.place === 'regular init container') {
      return { ended: Promise.resolve(0), kill: () => {} };
    }
    const child = this.#spawn(await this.#host.prepare(container));
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine);
    }
    const ended = endOf(child);
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', ({ message }) => reject(new CannotStart(message)));
    });
    return { ended, kill: (signal) => void child.kill(signal) };
  }

  async probe(container: ContainerPlan, action: ProbeAction, timeoutSeconds: number): Promise<ProbeResult> {
    if (action.kind === 'exec') return this.#probeByProgram(container, action.command, timeoutSeconds);
    const host = this.#host.addressOf(action.kind === 'grpc' ? undefined : action.host);
    if (action.kind === 'httpGet') return probeHttp(host, action, timeoutSeconds);
    if (action.kind === 'tcpSocket') return probeTcp(host, action.port, timeoutSeconds);
    return probeGrpc(host, action.port, action.service, timeoutSeconds);
  }

  async listens(container: ContainerPlan, { action, timeoutSeconds }: ProbePlan): Promise<boolean> {
    if (action.kind === 'exec') return (await this.#probeByProgram(container, action.command, timeoutSeconds)).outcome !== 'failure';
    const host = this.#host.addressOf(action.kind === 'grpc' ? undefined : action.host);
    return (await probeTcp(host, action.port, 1)).outcome === 'success';
  }

  async act(container: ContainerPlan, action: LifecycleAction): Promise<string | undefined> {
    if (action.kind === 'sleep') return void (await pause(action.seconds * 1000));
    if (action.kind === 'httpGet') {
      const { outcome, message } = await probeHttp(this.#host.addressOf(action.host), action, longestHook);
      return outcome === 'success' ? undefined : message;
    }
    try {
      const { exitCode, output } = await this.#run(this.#host.programIn(container, action.command));
      return exitCode === 0 ? undefined : `command '${action.command.join(' ')}' exited with ${exitCode}: ${output.trim()}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async close(): Promise<void> {
    const ends = [...this.#children].map((child) => {
      child.kill('SIGKILL');
      return endOf(child);
    });
    await Promise.all(ends);
    await this.#host.close();
  }

  async #probeByProgram(container: ContainerPlan, command: readonly string[], timeoutSeconds: number): Promise<ProbeResult> {
    try {
      const end = await this.#run(this.#host.programIn(container, command), timeoutSeconds * 1000);
      if (end.late) {
        return { outcome: 'failure', message: `command timed out: "${command.join(' ')}" timed out after ${timeoutSeconds}s` };
      }
      return end.exitCode === 0 ? { outcome: 'success', message: '' } : { outcome: 'failure', message: end.output.trim() };
    } catch (error) {
      if (!(error instanceof CannotStart)) throw error;
      return { outcome: 'errored', message: `rpc error: code = Unknown desc = failed to exec in container: ${error.message}` };
    }
  }

  async #run(program: ReadyProgram, milliseconds?: number): Promise<{ exitCode: number; output: string; late: boolean }> {
    const child = this.#spawn(program);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
    let late = false;
    const timer = milliseconds === undefined ? undefined : setTimeout(() => (late = child.kill('SIGKILL')), milliseconds);
    const exitCode = await endOf(child);
    clearTimeout(timer);
    return { exitCode, output, late };
  }

  #spawn({ file, args, environment }: ReadyProgram): ChildProcess {
    const child = spawn(file, args, { cwd: '/', env: { ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#children.add(child);
    child.once('close', () => this.#children.delete(child));
    return child;
  }
}

/** 128 and the number of the signal, as a shell and kubelet count. */
function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
