import { type Conflict, type ConflictRow, conflict, instanceName } from './conflict';
import { collide, listenersOf, type ProxyListener, type TcpListener, type UnixListener } from './listeners';
import type { ProxyInvocation } from './proxy-invocation';
import { longestSocketPath } from './unix-socket-path';

const isTcp = (listener: ProxyListener): listener is TcpListener => listener.network === 'tcp';
const isUnix = (listener: ProxyListener): listener is UnixListener => listener.network === 'unix';

/** Two pairs of flags that say where to listen in two ways, for the process and for an instance. */
const contradictions = [
  { left: 'address', right: 'unixSocket' },
  { left: 'port', right: 'unixSocket' },
  { left: 'address', right: 'unixSocketPath' },
  { left: 'port', right: 'unixSocketPath' },
  { left: 'unixSocket', right: 'unixSocketPath' },
] as const;

const flagNames = { address: 'address', port: 'port', unixSocket: 'unix-socket', unixSocketPath: 'unix-socket-path' } as const;

/** What is wrong with where the Auth Proxy listens. */
export const listenerConflicts: readonly ConflictRow[] = [
  conflict('listener-contradiction', ({ flags, instances }) => [
    ...contradictionsIn(flags, 'flags', '--'),
    ...instances.flatMap((instance, index) => contradictionsIn(instance.flags, `instances[${index}].flags`, '?')),
  ]),
  conflict('unix-socket-overridden', (invocation) =>
    invocation.instances.flatMap(({ flags }, index) => {
      const overridden = Boolean(invocation.flags.unixSocket && flags.unixSocket) && !flags.address && !flags.port;
      return overridden ? [{ at: `instances[${index}].flags.unixSocket`, values: { instance: instanceName(invocation, index) } }] : [];
    }),
  ),
  conflict('port-zero', ({ flags }) => {
    const ports = { port: '--port', httpPort: '--http-port', adminPort: '--admin-port' } as const;
    const names = Object.keys(ports) as (keyof typeof ports)[];
    return names.filter((name) => flags[name] === 0).map((name) => ({ at: `flags.${name}`, values: { flag: ports[name] } }));
  }),
  conflict('instance-port-zero', (invocation) => {
    const listeners = listenersOf(invocation);
    return invocation.instances.flatMap(({ flags }, index) => {
      if (flags.port !== 0) return [];
      const listener = listeners.find((candidate) => isTcp(candidate) && candidate.instance === index);
      const port = listener && isTcp(listener) ? listener.port : 'that';
      return [{ at: `instances[${index}].flags.port`, values: { port } }];
    });
  }),
  conflict('port-counted-too-far', (invocation) =>
    listenersOf(invocation).flatMap((listener) => {
      const start = invocation.flags.port ?? 0;
      if (!isTcp(listener) || !listener.isCounted || start > 65535 || listener.port <= 65535) return [];
      const index = listener.instance ?? 0;
      return [{ at: `instances[${index}]`, values: { instance: instanceName(invocation, index), port: listener.port } }];
    }),
  ),
  conflict('port-taken', (invocation) => {
    const listeners = listenersOf(invocation)
      .filter(isTcp)
      .filter(({ port }) => Number.isInteger(port) && port > 0 && port <= 65535);
    return listeners.flatMap((listener, index) => {
      const earlier = listeners.slice(0, index).find((candidate) => collide(candidate, listener));
      if (!earlier) return [];
      const values = { port: listener.port, first: listenerName(invocation, earlier), second: listenerName(invocation, listener) };
      return [{ at: portPath(listener), values }];
    });
  }),
  conflict('unix-socket-taken', (invocation) => {
    const sockets = listenersOf(invocation).filter(isUnix);
    return sockets.flatMap(({ path, instance }, index) => {
      const earlier = sockets.slice(0, index).find((candidate) => candidate.path === path);
      if (!earlier) return [];
      const [first, second] = [instanceName(invocation, earlier.instance), instanceName(invocation, instance)];
      return [{ at: `instances[${instance}]`, values: { path, first, second } }];
    });
  }),
  conflict('unix-socket-path-too-long', (invocation) =>
    listenersOf(invocation)
      .filter(isUnix)
      .flatMap(({ path, instance }) => {
        const bytes = new TextEncoder().encode(path).length;
        if (bytes <= longestSocketPath) return [];
        return [{ at: `instances[${instance}]`, values: { instance: instanceName(invocation, instance), path, bytes } }];
      }),
  ),
];

function contradictionsIn(
  flags: Readonly<Partial<Record<keyof typeof flagNames, unknown>>>,
  at: string,
  prefix: string,
): readonly Conflict<'listener-contradiction'>[] {
  return contradictions
    .filter(({ left, right }) => flags[left] !== undefined && flags[right] !== undefined)
    .map(({ left, right }) => ({ at, values: { left: prefix + flagNames[left], right: prefix + flagNames[right] } }));
}

function listenerName(invocation: ProxyInvocation, { server, instance, isCounted }: TcpListener): string {
  if (server === 'http') return 'the HTTP server';
  if (server === 'admin') return 'the admin server';
  return `${instanceName(invocation, instance ?? 0)}${isCounted ? ', counted from --port' : ''}`;
}

function portPath({ server, instance, isCounted }: TcpListener): string {
  if (server === 'http') return 'flags.httpPort';
  if (server === 'admin') return 'flags.adminPort';
  return isCounted ? `instances[${instance}]` : `instances[${instance}].flags.port`;
}
