import type { Duplex } from 'node:stream';

/** What `getOptions` gives: options to spread into those of `pg`, and of everything that is built on it. */
export interface DriverOptions {
  /** Makes the stream of one connection. It dials when the driver connects it. */
  readonly stream: () => Duplex;
  /** The stream is encrypted already. */
  readonly ssl: false;
}
