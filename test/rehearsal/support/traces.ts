import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process that was seen: its id and when it started, for ids are given again. */
interface SeenProcess {
  readonly pid: number;
  readonly startedAt: string;
  readonly command: string;
}

/** What a process and everything below it occupies of the machine. Namespaces tell of sockets and mounts in them. */
export class Traces {
  readonly #root: number;
  readonly #processes = new Map<string, SeenProcess>();
  /** With when each was last seen in use, in ticks: the system gives the number of one that is gone to another. */
  readonly #namespaces = new Map<string, number>();
  readonly #folders = new Set<string>();
  readonly #watch: NodeJS.Timeout;

  constructor(root: number) {
    this.#root = root;
    this.look();
    this.#watch = setInterval(() => this.look(), 40);
  }

  /** How much was seen. */
  get seen(): { readonly processes: number; readonly namespaces: number; readonly folders: number } {
    return { processes: this.#processes.size, namespaces: this.#namespaces.size, folders: this.#folders.size };
  }

  /** Looks once more. Processes that lost their parent are known from earlier. */
  look(): void {
    const here = ownNamespaces();
    const now = ticks();
    for (const pid of withDescendants([this.#root, ...[...this.#processes.values()].map((seen) => seen.pid)])) {
      const startedAt = startOf(pid);
      if (startedAt === undefined) continue;
      const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
      this.#processes.set(`${pid} ${startedAt}`, { pid, startedAt, command });
      for (const namespace of namespacesOf(pid)) if (!here.includes(namespace)) this.#namespaces.set(namespace, now);
      const [, folder] = /-D (\S+)\/postgres-\d+\/data/.exec(command) ?? [];
      if (folder !== undefined) this.#folders.add(folder);
    }
  }

  /** What is still there, or nothing once all of it is gone; it may take a while after a SIGKILL. */
  async left(): Promise<readonly string[]> {
    clearInterval(this.#watch);
    for (let tries = 0; tries < 150 && this.#leftNow().length > 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    return this.#leftNow();
  }

  #leftNow(): readonly string[] {
    const processes = [...this.#processes.values()].filter(({ pid, startedAt }) => startOf(pid) === startedAt);
    const namespaces = allProcesses().flatMap((pid) =>
      namespacesOf(pid).filter((one) => Number(startOf(pid)) <= (this.#namespaces.get(one) ?? 0)),
    );
    return [
      ...processes.map(({ pid, command }) => `process ${pid}: ${command}`),
      ...[...new Set(namespaces)].map((namespace) => `namespace ${namespace}`),
      ...[...this.#folders].filter((folder) => existsSync(folder)).map((folder) => `folder ${folder}`),
      ...[...this.#folders].filter((folder) => read('/proc/mounts').includes(folder)).map((folder) => `mount ${folder}`),
    ];
  }
}

/** The processes that a process has started. */
export function childrenOf(parent: number): readonly number[] {
  return allProcesses().filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number {
  const [, parent] = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(parent);
}

function withDescendants(roots: readonly number[]): readonly number[] {
  const children = new Map<number, number[]>();
  for (const pid of allProcesses()) {
    const parent = parentOf(pid);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = new Set<number>();
  const add = (pid: number): void => {
    if (found.has(pid)) return;
    found.add(pid);
    for (const child of children.get(pid) ?? []) add(child);
  };
  for (const root of roots) if (startOf(root) !== undefined) add(root);
  return [...found];
}

/** All processes that are no zombies. */
export function allProcesses(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** When a process started, in ticks; undefined where there is none, or only what is left of one. */
function startOf(pid: number): string | undefined {
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function namespacesOf(pid: number): readonly string[] {
  return ['net', 'mnt', 'pid', 'ipc'].flatMap((kind) => {
    try {
      return [readlinkSync(`/proc/${pid}/ns/${kind}`)];
    } catch {
      return [];
    }
  });
}

/** Now, in the unit in which the start of a process is given. */
function ticks(): number {
  return Number(read('/proc/uptime').split(' ')[0]) * 100;
}

function ownNamespaces(): readonly string[] {
  return namespacesOf(process.pid);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
