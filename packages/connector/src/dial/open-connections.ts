import type { Socket } from 'node:net';
import { publish } from '../diagnostics/publish';

/** The connections that are open, by instance. */
export class OpenConnections {
  readonly #sockets = new Map<Socket, string>();
  readonly #counts = new Map<string, number>();

  /** Counts a connection until it is closed. */
  add(socket: Socket, instanceUri: string): void {
    const began = performance.now();
    this.#sockets.set(socket, instanceUri);
    publish('connectionOpen', { instanceUri, open: this.#count(instanceUri, 1), milliseconds: 0 });
    socket.once('close', () => {
      this.#sockets.delete(socket);
      publish('connectionClose', { instanceUri, open: this.#count(instanceUri, -1), milliseconds: performance.now() - began });
    });
  }

  #count(instanceUri: string, change: number): number {
    const count = (this.#counts.get(instanceUri) ?? 0) + change;
    this.#counts.set(instanceUri, count);
    return count;
  }

  /** Waits until all are closed, and closes what is open after so many milliseconds. */
  async drain(milliseconds: number): Promise<void> {
    const sockets = [...this.#sockets.keys()];
    if (sockets.length === 0) return;
    // Those whose end has been told are not in the list any more.
    const closed = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    const end = setTimeout(() => {
      // Without an error: who closes a connector knows why its connections end.
      for (const socket of sockets) socket.destroy();
    }, milliseconds);
    await closed;
    clearTimeout(end);
  }
}
