import { once } from 'node:events';
import type { Duplex } from 'node:stream';

/** The other side went away while something was awaited from it. */
export class SocketClosed extends Error {
  override readonly name: string = 'SocketClosed';
}

/** Reads what begins a connection piece by piece, and then lets go of the socket. */
export class SocketReader {
  readonly #socket: Duplex;
  #held: Buffer = Buffer.alloc(0);

  constructor(socket: Duplex) {
    this.#socket = socket;
  }

  /** The next bytes without taking them. @throws SocketClosed if they never come */
  async peek(length: number): Promise<Buffer> {
    while (this.#held.length < length) {
      const chunk: Buffer | null = this.#socket.read();
      if (chunk !== null) this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
      else await this.#more();
    }
    return this.#held.subarray(0, length);
  }

  /** The next bytes. @throws SocketClosed if they never come */
  async take(length: number): Promise<Buffer> {
    const bytes = await this.peek(length);
    this.#held = this.#held.subarray(length);
    return bytes;
  }

  /** What was read and not taken. The socket belongs to the caller from now on. */
  release(): Buffer {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    return rest;
  }

  async #more(): Promise<void> {
    if (this.#socket.readableEnded || this.#socket.destroyed) throw new SocketClosed('the connection was closed');
    const gone = new AbortController();
    const ends = ['end', 'close', 'error'].map((event) => once(this.#socket, event, { signal: gone.signal }).then(() => 'gone' as const));
    try {
      await Promise.race([once(this.#socket, 'readable', { signal: gone.signal }), ...ends]);
    } catch {
      throw new SocketClosed('the connection broke');
    } finally {
      gone.abort();
      for (const end of ends) end.catch(() => {});
    }
  }
}
