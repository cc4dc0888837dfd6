import type { Socket } from 'node:net';

/** Every socket that a connector has opened, until it is closed: a socket that was told to end is there for a moment longer. */
export class OwnSockets {
  readonly #open = new Set<Socket>();

  /** Takes it in. */
  add<Kind extends Socket>(socket: Kind): Kind {
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    return socket;
  }

  /** Waits until all are closed. They end by themselves. */
  async allClosed(): Promise<void> {
    await Promise.all([...this.#open].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  }
}
