import { basename } from 'node:path';
import {
  type InstanceFlags,
  listenersOf,
  type ProxyFlags,
  type ProxyInstance,
  type ProxyListener,
  parseArgs,
  renderArgs,
  renderShutdownArgs,
  renderWaitArgs,
} from '@alloydb-gke/core';
import type { ContainerPlan } from '../pod-plan/pod-plan';

/** Where a pod is on loopback addresses. */
export interface LoopbackPod {
  readonly podName: string;
  /** What 127.0.0.1 and localhost become. */
  readonly loopback: string;
  /** The pod's address: what a health server on every address listens on. */
  readonly address: string;
  /** The ports of the admin servers, which listen on 127.0.0.1 whatever is asked for, by the port in the manifest. */
  readonly adminPorts: ReadonlyMap<number, number>;
  /** Where the volumes are, by their path in this container. */
  readonly folders: Readonly<Record<string, string>>;
}

export interface RewrittenCommand {
  readonly commandLine: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What was rewritten, as sentences. */
  readonly sentences: readonly string[];
}

const everyAddress: ReadonlySet<string> = new Set(['0.0.0.0', '::', '']);
const ownAddress: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

/** The command line of an Auth Proxy, led to loopback addresses. What it says otherwise, secrets included, stays as it is. */
export function rewriteProxy(container: ContainerPlan, pod: LoopbackPod): RewrittenCommand {
  const { invocation, commandLine } = container;
  const [program = '', ...args] = commandLine;
  const environment = mapValues(container.environment, (text) => inFolders(text, pod.folders));
  if (!invocation) return { commandLine: [program, ...args], environment, sentences: [] };
  const { flags, instances } = invocation;
  const overrides: ProxyFlags = {
    ...((flags.healthCheck || flags.prometheus) && { httpAddress: healthAddress(flags.httpAddress, pod) }),
    ...((flags.quitquitquit || flags.debug) && { adminPort: pod.adminPorts.get(flags.adminPort ?? defaultAdminPort) ?? defaultAdminPort }),
  };
  const rewritten = instances.map((instance, index) => rewriteInstance(instance, listenersOf(invocation).find(isOf(index)), pod));
  const texts = renderArgs({ flags: {}, instances: rewritten });
  const named = args.filter((argument) => argument.startsWith('projects/')).length;
  let next = 0;
  const kept = args.map((argument) => (argument.startsWith('projects/') ? (texts[next++] ?? argument) : inFolders(argument, pod.folders)));
  const more = named === 0 ? texts : [];
  return {
    commandLine: [program, ...kept, ...more, ...renderArgs({ flags: overrides, instances: [] })],
    environment,
    sentences: sentencesOf(container, flags, overrides, pod),
  };
}

function sentencesOf(
  { name }: ContainerPlan,
  flags: ProxyFlags,
  { httpAddress, adminPort }: ProxyFlags,
  pod: LoopbackPod,
): readonly string[] {
  const of = `of ${name} in ${pod.podName}`;
  return [
    `Databases ${of} are at ${pod.loopback} instead of ${flags.address ?? '127.0.0.1'}.`,
    ...(httpAddress === undefined ? [] : [`The health server ${of} is at ${httpAddress} instead of ${flags.httpAddress ?? 'localhost'}.`]),
    ...(adminPort === undefined
      ? []
      : [`The admin server ${of} is at port ${adminPort} instead of ${flags.adminPort ?? defaultAdminPort}.`]),
    ...Object.entries(pod.folders).map(([path, folder]) => `${path} ${of} is ${folder}.`),
  ];
}

const isOf =
  (index: number) =>
  (listener: ProxyListener): boolean =>
    listener.server === 'database' && listener.instance === index;

/** The default of the Auth Proxy. */
export const defaultAdminPort = 9091;

/** Another command of the Auth Proxy in its container: `wait` and `shutdown`. Undefined for any other program: the image has none. */
export function rewriteSubcommand(command: readonly string[], pod: LoopbackPod): readonly string[] | undefined {
  const [program = '', ...args] = command;
  if (basename(program) !== 'alloydb-auth-proxy' || !program.startsWith('/')) return undefined;
  const parsed = parseArgs(args);
  if (parsed.command === 'wait')
    return [program, ...renderWaitArgs({ ...parsed.flags, httpAddress: healthAddress(parsed.flags.httpAddress, pod) })];
  if (parsed.command !== 'shutdown') return command;
  const adminPort = pod.adminPorts.get(parsed.flags.adminPort ?? defaultAdminPort);
  return [program, ...renderShutdownArgs({ ...parsed.flags, ...(adminPort !== undefined && { adminPort }) })];
}

/** A URL of the pod's own: to its health server, or to an admin server. */
export function rewriteUrl(text: string, pod: LoopbackPod): string {
  const url = new URL(text);
  if (!ownAddress.has(url.hostname)) return text;
  const adminPort = pod.adminPorts.get(Number(url.port || 80));
  url.hostname = adminPort === undefined ? pod.loopback : '127.0.0.1';
  if (adminPort !== undefined) url.port = String(adminPort);
  return url.href;
}

/** Where a client finds a host. */
export function hostOf(host: string, pod: LoopbackPod): string {
  if (host.startsWith('/')) return inFolders(host, pod.folders);
  return ownAddress.has(host) ? pod.loopback : host;
}

function databaseAddress(address: string, { loopback }: LoopbackPod): string {
  return ownAddress.has(address) || everyAddress.has(address) ? loopback : address;
}

function healthAddress(address: string | undefined, { loopback, address: own }: LoopbackPod): string {
  if (address === undefined || ownAddress.has(address)) return loopback;
  return everyAddress.has(address) ? own : address;
}

function rewriteInstance({ uri, flags }: ProxyInstance, listener: ProxyListener | undefined, pod: LoopbackPod): ProxyInstance {
  const { unixSocket, unixSocketPath } = flags;
  const changed: Partial<InstanceFlags> = {
    ...(listener?.network === 'tcp' && { address: databaseAddress(listener.address, pod) }),
    ...(unixSocket !== undefined && { unixSocket: inFolders(unixSocket, pod.folders) }),
    ...(unixSocketPath !== undefined && { unixSocketPath: inFolders(unixSocketPath, pod.folders) }),
  };
  return { uri, flags: { ...flags, ...changed } };
}

/** A text with the paths of mounts in it as they are on this machine. */
export function inFolders(text: string, folders: Readonly<Record<string, string>>): string {
  const mounts = Object.keys(folders).sort((left, right) => right.length - left.length);
  for (const mount of mounts) {
    const path = mount.replace(/\/$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const found = text.replace(new RegExp(`(^|[=:,])${path}(?=/|$|[:,?&])`, 'g'), (_, before: string) => `${before}${folders[mount]}`);
    if (found !== text) return found;
  }
  return text;
}

function mapValues(values: Readonly<Record<string, string>>, change: (text: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
