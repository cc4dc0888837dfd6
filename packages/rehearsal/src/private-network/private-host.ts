import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { clientEnvironment, clientSettings } from '../pod-host/client-invocation';
import type { ContainerHost, ReadyProgram } from '../pod-host/container-host';
import { findProgram, isExecutable, runCommand } from '../pod-host/run-command';
import type { ContainerPlan, PodPlan } from '../pod-plan/pod-plan';
import { CannotStart } from '../pod-run/pod-place';
import type { StageSetup } from '../stage/stage';
import { imageUser, proxyPath, rootScript } from './container-root';
import { etcFiles } from './etc-files';
import { makePodNetwork, type PodNetwork } from './pod-network';

/** What the pods of a private network have in common. */
export interface PrivateGround {
  readonly setup: StageSetup;
  /** The folder of the stage, in memory and seen by nobody else. */
  readonly folder: string;
  readonly devices: string;
  readonly certificateAuthorityFile: string;
  readonly clientProgram: string;
}

/** Where the stand-in lies in a container. */
const clientPath = '/.rehearsal/client-program.js';
const nodePath = '/.rehearsal/node';

/** Where the stand-in for the Auth Proxy lies, and what starts it where the Auth Proxy lies in its image. */
const standInPath = '/.rehearsal/stand-in-program.js';
const standInScript = `#!${nodePath}\nrequire('${standInPath}');\n`;

/** Go reads what its image has; Node has certificates of its own. */
const standInTrust = { NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/ca-certificates.crt' };

const nsenter = findProgram('nsenter') ?? 'nsenter';
const unshare = findProgram('unshare') ?? 'unshare';

/** Makes the network and the volumes of a pod. */
export async function makePrivateHost(plan: PodPlan, number: number, address: string, ground: PrivateGround): Promise<ContainerHost> {
  const network = await makePodNetwork(number, plan.podName, address);
  const folder = join(ground.folder, 'pods', String(number));
  const volumes: Record<string, string> = {};
  for (const { name, files = {} } of plan.volumes) {
    const volume = join(folder, 'volumes', name);
    volumes[name] = volume;
    await mkdir(volume, { recursive: true });
    await chmod(volume, 0o777);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(volume, path)), { recursive: true });
      await writeFile(join(volume, path), text);
    }
  }
  return new PrivateHost(plan, address, ground, network, folder, volumes);
}

class PrivateHost implements ContainerHost {
  readonly plan: PodPlan;
  readonly address: string;
  readonly words = {};
  readonly #ground: PrivateGround;
  readonly #network: PodNetwork;
  readonly #folder: string;
  readonly #volumes: Readonly<Record<string, string>>;
  readonly #roots = new Map<string, string>();

  constructor(
    plan: PodPlan,
    address: string,
    ground: PrivateGround,
    network: PodNetwork,
    folder: string,
    volumes: Readonly<Record<string, string>>,
  ) {
    this.plan = plan;
    this.address = address;
    this.#ground = ground;
    this.#network = network;
    this.#folder = folder;
    this.#volumes = volumes;
  }

  async prepare(container: ContainerPlan): Promise<ReadyProgram> {
    if (container.role === 'bystander') return this.#inNetwork([], ['/bin/sleep', 'infinity'], {});
    const root = await this.#makeRoot(container);
    const { setup } = this.#ground;
    if (container.role === 'proxy') return this.programIn(container, container.commandLine);
    const command = [nodePath, clientPath, JSON.stringify(clientSettings(container, this.plan, setup))];
    return this.#enter(root, container, command, clientEnvironment(container));
  }

  programIn(container: ContainerPlan, command: readonly string[]): ReadyProgram {
    const root = this.#roots.get(container.name) ?? '/nonexistent';
    checkProgram(root, command[0] ?? '', container.environment['PATH']);
    const isStandIn = container.role === 'proxy' && this.#ground.setup.standIn;
    return this.#enter(root, container, command, isStandIn ? { ...clientEnvironment(container), ...standInTrust } : container.environment);
  }

  addressOf(host: string | undefined): string {
    return host ?? this.address;
  }

  close(): Promise<void> {
    return this.#network.close();
  }

  /** A container gets a new root at every start, as its file system is new then. */
  async #makeRoot(container: ContainerPlan): Promise<string> {
    const root = join(this.#folder, `${container.name}-${this.#roots.size}-${Date.now()}`);
    await mkdir(root, { recursive: true });
    const { setup, devices, certificateAuthorityFile, clientProgram } = this.#ground;
    const isProxy = container.role === 'proxy';
    const isStandIn = isProxy && setup.standIn;
    const node = { [nodePath]: process.execPath };
    const programs = isStandIn
      ? { [standInPath]: setup.proxyProgram, ...node }
      : isProxy
        ? { [proxyPath(container)]: setup.proxyProgram }
        : { [clientPath]: clientProgram, ...node };
    const files = {
      ...etcFiles(this.plan.podName, this.address, readFileSync(certificateAuthorityFile, 'utf8')),
      ...(isStandIn && { [proxyPath(container)]: standInScript }),
    };
    const withSystem = !isProxy || isStandIn;
    const script = rootScript({ container, root, devices, volumes: this.#volumes, programs, files, withSystem });
    const { exitCode, output } = await runCommand('/bin/sh', ['-s'], script);
    if (exitCode !== 0) throw new CannotStart(`the file system of the container cannot be made: ${output}`);
    this.#roots.set(container.name, root);
    return root;
  }

  #enter(root: string, container: ContainerPlan, command: readonly string[], environment: Readonly<Record<string, string>>): ReadyProgram {
    const user = container.runAsUser ?? imageUser;
    const group = container.runAsGroup ?? (container.runAsUser === undefined ? imageUser : 0);
    // Without root there is only one user; in a namespace of its own it is called as the manifest says.
    const become =
      process.getuid?.() === 0 ? [`--setgid=${group}`, `--setuid=${user}`] : ['--user', `--map-group=${group}`, `--map-user=${user}`];
    return this.#inNetwork([...become, `--root=${root}`], command, environment);
  }

  #inNetwork(options: readonly string[], command: readonly string[], environment: Readonly<Record<string, string>>): ReadyProgram {
    return {
      file: nsenter,
      args: [`--target=${this.#network.holder}`, '--net', '--uts', '--', unshare, ...options, '--', ...command],
      environment,
    };
  }
}

/** Says what runc says where a program is not in a container. */
function checkProgram(root: string, program: string, path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'): void {
  const prefix = 'OCI runtime exec failed: unable to start container process: exec';
  if (program.startsWith('/')) {
    if (existsSync(join(root, program))) return;
    throw new CannotStart(`${prefix}: "${program}": stat ${program}: no such file or directory`);
  }
  if (path.split(':').some((folder) => isExecutable(join(root, folder, program)))) return;
  throw new CannotStart(`${prefix}: "${program}": executable file not found in $PATH`);
}
