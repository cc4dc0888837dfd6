import type { Duplex } from 'node:stream';
import { type ConnectorError, connectorError } from './errors/connector-error';

/** What `getOptions` gives: options to spread into those of `pg`, and of everything that is built on it. */
export interface DriverOptions {
  /** Makes the stream of one connection. It dials when the driver connects it. */
  readonly stream: () => Duplex;
  /** The stream is encrypted already. */
  readonly ssl: false;
}

/** The first `pg` that takes a function for its stream; 8.8 still takes it for a socket. Source: CHANGELOG.md of node-postgres, 8.9.0 */
export const oldestPg = [8, 9] as const;

/** Says that `pg` is too old, and by what that was seen. */
export function pgTooOld(reason: string): ConnectorError {
  return connectorError('pg-too-old', { reason, least: oldestPg.join('.') });
}

/** Makes the streams of a driver. Tells a `pg` that is too old so, which would call methods of a socket on it. */
export function streamFactory(make: () => Duplex): () => Duplex {
  const tell = (): never => {
    throw pgTooOld('it takes the option "stream" for a socket, and not for a function that makes one');
  };
  // What is called first: `on` by 7, `connect` before 8.3, `setNoDelay` since then.
  return Object.assign(() => make(), { on: tell, once: tell, connect: tell, setNoDelay: tell });
}
