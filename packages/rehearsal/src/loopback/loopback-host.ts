import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { type DatabaseTarget, databaseTargets } from '@alloydb-gke/core';
import type { RunningEmulator } from '@alloydb-gke/emulator';
import { clientEnvironment, clientSettings } from '../pod-host/client-invocation';
import type { ContainerHost, ReadyProgram } from '../pod-host/container-host';
import { findProgram } from '../pod-host/run-command';
import type { PodWords } from '../pod-host/words-of-pod';
import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';
import { CannotStart } from '../pod-run/pod-place';
import type { StageSetup } from '../stage/stage';
import { defaultAdminPort, hostOf, type LoopbackPod, rewriteProxy, rewriteSubcommand, rewriteUrl } from './rewrite-container';

export interface LoopbackHostOptions {
  /** With its addresses. */
  readonly plan: PodPlan;
  readonly loopback: string;
  readonly address: string;
  /** A short path: sockets may be in it. */
  readonly folder: string;
  readonly setup: StageSetup;
  readonly clientProgram: string;
  readonly emulator: RunningEmulator;
  readonly rewrite: (sentence: string) => void;
}

/** Ends a program together with its parent, where the system can. */
const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined;

/** Makes the volumes of a pod, and finds free ports for its admin servers. */
export async function makeLoopbackHost(options: LoopbackHostOptions): Promise<ContainerHost> {
  const { plan, folder } = options;
  const volumes: Record<string, string> = {};
  for (const [index, { name, files = {} }] of plan.volumes.entries()) {
    const volume = join(folder, String(index));
    volumes[name] = volume;
    await mkdir(volume, { recursive: true });
    await chmod(volume, 0o777);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(volume, path)), { recursive: true });
      await writeFile(join(volume, path), text);
    }
  }
  const adminPorts = new Map<number, number>();
  for (const { invocation } of [...plan.initContainers, ...plan.containers]) {
    if (!invocation?.flags.quitquitquit && !invocation?.flags.debug) continue;
    const wanted = invocation.flags.adminPort ?? defaultAdminPort;
    if (!adminPorts.has(wanted)) adminPorts.set(wanted, await freePort());
  }
  return new LoopbackHost(options, volumes, adminPorts);
}

class LoopbackHost implements ContainerHost {
  readonly plan: PodPlan;
  readonly address: string;
  readonly #options: LoopbackHostOptions;
  readonly #volumes: Readonly<Record<string, string>>;
  readonly #adminPorts: ReadonlyMap<number, number>;

  constructor(options: LoopbackHostOptions, volumes: Readonly<Record<string, string>>, adminPorts: ReadonlyMap<number, number>) {
    this.plan = options.plan;
    this.address = options.address;
    this.#options = options;
    this.#volumes = volumes;
    this.#adminPorts = adminPorts;
  }

  prepare(container: ContainerPlan): Promise<ReadyProgram> {
    if (container.role === 'bystander') return Promise.resolve(run(findProgram('sleep') ?? 'sleep', ['2147483'], {}));
    return Promise.resolve(container.role === 'proxy' ? this.#proxy(container) : this.#client(container));
  }

  programIn(container: ContainerPlan, command: readonly string[]): ReadyProgram {
    const rewritten = container.role === 'proxy' ? rewriteSubcommand(command, this.#podOf(container)) : undefined;
    if (!rewritten) throw new CannotStart(`exec: "${command[0] ?? ''}": executable file not found in $PATH`);
    return this.#runProxy(rewritten.slice(1), container.environment);
  }

  get words(): PodWords {
    const mounts = [...this.plan.initContainers, ...this.plan.containers].flatMap((container) =>
      Object.entries(this.#podOf(container).folders),
    );
    return { ...Object.fromEntries(mounts.map(([mount, folder]) => [folder, mount])), [this.#options.loopback]: '127.0.0.1' };
  }

  addressOf(host: string | undefined): string {
    return host ?? this.address;
  }

  async close(): Promise<void> {}

  #proxy(container: ContainerPlan): ReadyProgram {
    const { emulator, rewrite } = this.#options;
    const { commandLine, environment, sentences } = rewriteProxy(container, this.#podOf(container));
    const [program = ''] = commandLine;
    if (!/(^|\/)alloydb-auth-proxy$/.test(program)) throw new CannotStart(`exec: "${program}": executable file not found in $PATH`);
    for (const sentence of sentences) rewrite(sentence);
    const google = emulator.environment(`${this.plan.workload.namespace}/${this.plan.serviceAccount}`);
    const set = Object.entries(google).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
    return this.#runProxy(commandLine.slice(1), { ...environment, ...Object.fromEntries(set) });
  }

  #runProxy(args: readonly string[], environment: Readonly<Record<string, string>>): ReadyProgram {
    const { proxyProgram, standIn } = this.#options.setup;
    if (!standIn) return run(proxyProgram, args, environment);
    const { SSL_CERT_FILE: trusted } = environment;
    // Go's name for it, and Node's.
    const trust = trusted === undefined ? {} : { NODE_EXTRA_CA_CERTS: trusted };
    return run(process.execPath, [proxyProgram, ...args], { ...clientEnvironment({ environment }), ...trust });
  }

  #client(container: ContainerPlan): ReadyProgram {
    const { setup, clientProgram } = this.#options;
    const pod = this.#podOf(container);
    const settings = clientSettings(container, this.plan, setup);
    const targets = settings.targets ?? databaseTargets(container.environment);
    const own = {
      ...settings,
      targets: targets.map((target) => rewriteTarget(target, pod)),
      ...(settings.unnamedTargets && { unnamedTargets: settings.unnamedTargets.map((target) => rewriteTarget(target, pod)) }),
      socketFolders: pod.folders,
      quitUrls: container.quitUrls.map((url) => rewriteUrl(url, pod)),
    };
    return run(process.execPath, [clientProgram, JSON.stringify(own)], clientEnvironment(container));
  }

  #podOf(container: ContainerPlan): LoopbackPod {
    const { loopback, address } = this.#options;
    const mounts = container.mounts.flatMap(({ volume, mountPath, subPath }) => {
      const folder = this.#volumes[volume];
      return folder === undefined ? [] : [[mountPath, subPath === undefined ? folder : join(folder, subPath)] as const];
    });
    return { podName: this.plan.podName, loopback, address, adminPorts: this.#adminPorts, folders: Object.fromEntries(mounts) };
  }
}

/** The client finds passwords in its variables by itself. Sockets are found by the folders that it is told. */
function rewriteTarget({ password: _, ...target }: DatabaseTarget, pod: LoopbackPod): DatabaseTarget {
  return target.host.startsWith('/') ? target : { ...target, host: hostOf(target.host, pod) };
}

function run(program: string, args: readonly string[], environment: Readonly<Record<string, string>>): ReadyProgram {
  if (setpriv === undefined) return { file: program, args, environment };
  return { file: setpriv, args: ['--pdeathsig=KILL', '--', program, ...args], environment };
}

/** The admin servers listen on 127.0.0.1, together with everybody else. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
