import { expect, vi } from 'vitest';

/** A request that was not answered as it should be. */
export interface FailedRequest {
  readonly what: string;
  readonly said: string;
}

/** Clients that send one request after the other, each on a connection of its own kind: writes and reads by turns. */
export class RequestLoad {
  readonly #url: string;
  readonly #clients: Promise<void>[] = [];
  readonly failed: FailedRequest[] = [];
  #answered = 0;
  #ending = false;

  constructor(url: string) {
    this.#url = url;
  }

  /** How many requests were answered well so far. */
  get answered(): number {
    return this.#answered;
  }

  /** Adds so many clients. */
  add(count: number): void {
    for (let index = 0; index < count; index += 1) this.#clients.push(this.#client(index));
  }

  /** Waits until so many more have been answered well. */
  async more(count: number): Promise<void> {
    const goal = this.#answered + count;
    await vi.waitFor(() => expect(this.#answered).toBeGreaterThanOrEqual(goal), { timeout: 120_000, interval: 50 });
  }

  /** Ends the clients after the request that each of them is at. */
  async end(): Promise<void> {
    this.#ending = true;
    await Promise.all(this.#clients);
  }

  async #client(number: number): Promise<void> {
    for (let count = 0; !this.#ending; count += 1) {
      if (count % 2 === 0) await this.#send('/orders', { method: 'POST', body: JSON.stringify({ customer: `c${number}`, amount: 1 }) });
      else await this.#send(`/orders/nobody`, {});
    }
  }

  async #send(path: string, init: RequestInit): Promise<void> {
    const what = `${init.method ?? 'GET'} ${path}`;
    try {
      const response = await fetch(`${this.#url}${path}`, init);
      const said = await response.text();
      if (response.ok) this.#answered += 1;
      else this.#fail(what, `${response.status} ${said}`);
    } catch (error) {
      this.#fail(what, String((error as Error).cause ?? error));
    }
  }

  #fail(what: string, said: string): void {
    this.failed.push({ what, said });
  }
}
