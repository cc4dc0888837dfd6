import type { Socket } from 'node:net';

/** The clients of the stand-in that are connected, of all instances. */
export class OpenClients {
  readonly #open = new Set<Socket>();
  readonly #most: number;

  /** @param most how many there may be; 0 for any number */
  constructor(most: number) {
    this.#most = most;
  }

  add(client: Socket): void {
    this.#open.add(client);
    client.once('close', () => this.#open.delete(client));
  }

  get count(): number {
    return this.#open.size;
  }

  get most(): number {
    return this.#most;
  }

  /** Why there may be no further one; undefined where there may. */
  get refusal(): string | undefined {
    return this.#most > 0 && this.count >= this.#most ? `max connections (${this.#most}) exceeded, refusing new connection` : undefined;
  }

  /** Waits until all are gone, for so long at most. Gives how many are left. */
  async gone(milliseconds: number): Promise<number> {
    if (milliseconds === 0) return 0;
    const end = Date.now() + milliseconds;
    // In the steps of the Auth Proxy.
    while (this.count > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
    return this.count;
  }
}
