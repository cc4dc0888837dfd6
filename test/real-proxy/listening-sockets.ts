import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { isUnspecified, readIpAddress } from '../../packages/core/src/proxy-flags/ip-address';
import type { ProxyListener } from '../../packages/core/src/proxy-flags/listeners';

/** A listener in one word: `127.0.0.1 5432`, `all 5432`, or the path of a Unix socket. */
export function listenerWord(listener: ProxyListener): string {
  return listener.network === 'unix' ? listener.path : `${addressWord(readIpAddress(listener.address) ?? [])} ${listener.port}`;
}

/** Everything that a process listens on, as Linux knows it: from its open files and the tables of sockets. */
export function listeningSockets(pid: number): readonly string[] {
  const inodes = socketsOf(pid);
  const tcp = ['tcp', 'tcp6']
    .flatMap((table) => rows(pid, table))
    .flatMap((columns) => {
      const [, local = '', , state, , , , , , inode = ''] = columns;
      const [address = '', port = ''] = local.split(':');
      return state === '0A' && inodes.has(inode) ? [`${addressWord(groupsOf(address))} ${Number.parseInt(port, 16)}`] : [];
    });
  const unix = rows(pid, 'unix').flatMap(([, , , flags = '', , , inode = '', path = '']) => {
    const accepts = (Number.parseInt(flags, 16) & 0x10000) !== 0;
    return accepts && inodes.has(inode) && path !== '' ? [path] : [];
  });
  return [...tcp, ...unix].sort();
}

/** Where there is no /proc: those of the expected listeners that take a connection. */
export async function answering(expected: readonly ProxyListener[]): Promise<readonly string[]> {
  const answers = await Promise.all(expected.map(async (listener) => ((await takesConnection(listener)) ? [listenerWord(listener)] : [])));
  return answers.flat().sort();
}

function takesConnection(listener: ProxyListener): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(listener.network === 'unix' ? { path: listener.path } : { host: listener.address, port: listener.port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function addressWord(groups: readonly number[]): string {
  if (isUnspecified(groups)) return 'all';
  const [high = 0, low = 0] = groups.slice(6);
  return groups.slice(0, 6).join() === '0,0,0,0,0,65535' ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : groups.join(':');
}

/** An address of /proc/net: 32-bit words in the byte order of the machine, which is little-endian on all we know. */
function groupsOf(hex: string): readonly number[] {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  const groups = (bytes.join('').match(/.{4}/g) ?? []).map((group) => Number.parseInt(group, 16));
  return groups.length === 2 ? [0, 0, 0, 0, 0, 0xffff, ...groups] : groups;
}

function rows(pid: number, table: string): readonly (readonly string[])[] {
  try {
    return readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/));
  } catch {
    return [];
  }
}

function socketsOf(pid: number): ReadonlySet<string> {
  try {
    const files = readdirSync(`/proc/${pid}/fd`).map((file) => linkOf(`/proc/${pid}/fd/${file}`));
    return new Set(files.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  } catch {
    return new Set();
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}
