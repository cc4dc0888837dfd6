import { isUnspecified, readIpAddress } from './ip-address';
import type { ProxyInstance, ProxyInvocation } from './proxy-invocation';
import { unixSocketPath } from './unix-socket-path';

/** A TCP port that the Auth Proxy listens on. */
export interface TcpListener {
  /** TCP. */
  readonly network: 'tcp';
  /** What is served there: an instance, health and metrics, or the admin commands. */
  readonly server: 'database' | 'http' | 'admin';
  /** The place of the instance in the invocation, for a database listener. */
  readonly instance?: number;
  /** An IP address. The `localhost` of the two other servers is 127.0.0.1 here. */
  readonly address: string;
  /** 0 is a random free port. */
  readonly port: number;
  /** Whether the port was counted up from `--port`, for want of one of its own. */
  readonly isCounted: boolean;
}

/** A Unix socket that the Auth Proxy listens on. */
export interface UnixListener {
  /** A Unix socket. */
  readonly network: 'unix';
  /** An instance: nothing else is served there. */
  readonly server: 'database';
  /** The place of the instance in the invocation. */
  readonly instance: number;
  /** The path of the socket. */
  readonly path: string;
}

/** Something that the Auth Proxy listens on. */
export type ProxyListener = TcpListener | UnixListener;

const defaults = { port: 5432, address: '127.0.0.1', httpAddress: 'localhost', httpPort: 9090, adminPort: 9091 } as const;

/**
 * Everything that the Auth Proxy listens on. Instances without a port of their own share a counter that starts at `--port`.
 * With FUSE there are no database listeners.
 * Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/internal/proxy/proxy.go#L811
 */
export function listenersOf(invocation: ProxyInvocation): readonly ProxyListener[] {
  const { flags } = invocation;
  const servers: TcpListener[] = [];
  const server = (name: 'http' | 'admin', address: string, port: number): void => {
    const resolved = address === 'localhost' ? '127.0.0.1' : address;
    servers.push({ network: 'tcp', server: name, address: resolved, port, isCounted: false });
  };
  if (flags.healthCheck || flags.prometheus) server('http', flags.httpAddress ?? defaults.httpAddress, flags.httpPort ?? defaults.httpPort);
  if (flags.quitquitquit || flags.debug) server('admin', 'localhost', flags.adminPort ?? defaults.adminPort);
  return [...(flags.fuse ? [] : databaseListeners(invocation)), ...servers];
}

/** Whether two listeners cannot be there at the same time. */
export function collide(left: TcpListener, right: TcpListener): boolean {
  if (left.port !== right.port || left.port === 0) return false;
  const [leftAddress, rightAddress] = [readIpAddress(left.address), readIpAddress(right.address)];
  if (!leftAddress || !rightAddress) return left.address === right.address;
  return isUnspecified(leftAddress) || isUnspecified(rightAddress) || leftAddress.join() === rightAddress.join();
}

function databaseListeners({ flags, instances }: ProxyInvocation): readonly ProxyListener[] {
  let counter = flags.port ?? defaults.port;
  return instances.flatMap((instance, index): readonly ProxyListener[] => {
    if (!isTcp(instance, flags.unixSocket)) {
      const path = unixSocketPath(instance, flags.unixSocket);
      return path === undefined ? [] : [{ network: 'unix', server: 'database', instance: index, path }];
    }
    const isCounted = !instance.flags.port;
    const port = instance.flags.port || counter;
    if (isCounted) counter += 1;
    const address = instance.flags.address || (flags.address ?? defaults.address);
    return [{ network: 'tcp', server: 'database', instance: index, address, port, isCounted }];
  });
}

/** An address or a port of its own makes an instance TCP, whatever the process has. */
function isTcp({ flags }: ProxyInstance, processSocket: string | undefined): boolean {
  return Boolean(flags.address || flags.port) || !(processSocket || flags.unixSocket || flags.unixSocketPath);
}
