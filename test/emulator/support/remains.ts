import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { RunningEmulator } from '@alloydb-gke/emulator';

/** What an emulator occupies of the machine. */
export interface Footprint {
  readonly folder: string;
  /** The process ids of its PostgreSQL servers. */
  readonly servers: readonly number[];
  /** The System V memory of them. */
  readonly memory: readonly string[];
  /** The addresses for connectors, on port 5433. */
  readonly addresses: readonly string[];
  /** Everything else that listens, as `ADDRESS:PORT`: the APIs, the metadata servers, the instances for clients without a connector. */
  readonly endpoints: readonly string[];
}

/** Reads it from an emulator that runs. */
export function footprint({ addresses }: Pick<RunningEmulator, 'addresses'>): Footprint {
  const folder = dirname(addresses.certificateAuthorityFile);
  const pidFiles = readdirSync(folder)
    .filter((name) => name.startsWith('postgres-'))
    .map((name) => readFileSync(join(folder, name, 'data', 'postmaster.pid'), 'utf8').split('\n'));
  return {
    folder,
    servers: pidFiles.map(([pid]) => Number(pid)),
    memory: pidFiles.flatMap((lines) => /^\s*\d+\s+(\d+)/.exec(lines[6] ?? '')?.[1] ?? []),
    addresses: Object.values(addresses.instances).flatMap(({ byIpType }) => Object.values(byIpType)),
    endpoints: [
      ...[addresses.adminApi, addresses.tokenService, addresses.httpsFront].map((url) => new URL(url).host),
      ...(addresses.adminApiGrpc === undefined ? [] : [addresses.adminApiGrpc]),
      ...Object.values(addresses.metadataServers),
      ...Object.values(addresses.instances).map(({ direct }) => direct),
    ],
  };
}

/** What is still there of it: files, mounts, processes, memory, sockets. Nothing, if it ended well. */
export async function remains({ folder, memory, addresses, endpoints }: Footprint): Promise<readonly string[]> {
  const taken = await Promise.all(addresses.map(async (address) => ((await isFree(address)) ? [] : [`socket ${address}:5433`])));
  const listening = await Promise.all(endpoints.map(async (endpoint) => ((await listens(endpoint)) ? [`socket ${endpoint}`] : [])));
  const segments = readFileSync('/proc/sysvipc/shm', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/)[1]);
  return [
    ...(existsSync(folder) ? [`folder ${folder}`] : []),
    ...(readFileSync('/proc/mounts', 'utf8').includes(folder) ? [`mount ${folder}`] : []),
    ...processesOf(folder),
    ...memory.filter((id) => segments.includes(id)).map((id) => `shared memory ${id}`),
    ...taken.flat(),
    ...listening.flat(),
  ];
}

/** The same once nothing is left, or after the time that a guard may take. */
export async function remainsAtLast(left: Footprint): Promise<readonly string[]> {
  for (let tries = 0; tries < 100 && (await remains(left)).length > 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  return remains(left);
}

/** The programs that work in a folder or name it. */
export function processesOf(folder: string): readonly string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const place = readlinkSync(`/proc/${pid}/cwd`);
      return command.includes(folder) || place.startsWith(folder) ? [`process ${pid}: ${command}`] : [];
    } catch {
      return []; // It ended meanwhile.
    }
  });
}

function isFree(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(5433, address, () => server.close(() => resolve(true)));
  });
}

function listens(endpoint: string): Promise<boolean> {
  const [host = '', port = ''] = endpoint.split(':');
  return new Promise((resolve) => {
    const socket = connect(Number(port), host, () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
