import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { close, listen } from '../listening';
import { type BlackHole, openBlackHole } from './black-hole';

/** What an address does with TCP connections. */
export type DoorState = 'open' | 'refuse' | 'swallow';

/** One address of an instance, which can be opened and shut. */
export class InstanceDoor {
  readonly #address: string;
  #port: number;
  readonly #welcome: (socket: Socket) => void;
  #server: Server | undefined;
  #hole: BlackHole | undefined;
  #closed = false;
  #last: Promise<void> = Promise.resolve();

  private constructor(address: string, port: number, welcome: (socket: Socket) => void) {
    this.#address = address;
    this.#port = port;
    this.#welcome = welcome;
  }

  /** Rejects with the error of the system if the address cannot be had. */
  static async open(address: string, port: number, welcome: (socket: Socket) => void): Promise<InstanceDoor> {
    const door = new InstanceDoor(address, port, welcome);
    await door.#open();
    return door;
  }

  /** The port, where a free one was asked for. */
  get port(): number {
    return this.#port;
  }

  /** The last call decides what it is; a door that was closed stays so. */
  set(state: DoorState): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#closed) return;
      if (state !== 'open') await this.#shut();
      if (state !== 'swallow') await this.#fill();
      if (state === 'swallow') this.#hole ??= await openBlackHole(this.#address, this.#port);
      if (state === 'open' && this.#server === undefined) await this.#open();
    });
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#closed = true;
      await this.#shut();
      await this.#fill();
    });
  }

  /** Each step waits between two states. */
  #inTurn(step: () => Promise<void>): Promise<void> {
    const done = this.#last.then(step);
    this.#last = done.catch(() => {});
    return done;
  }

  async #open(): Promise<void> {
    const server = createServer({ noDelay: true }, this.#welcome);
    await listen(server, this.#address, this.#port);
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Stops listening. Connections that are open stay open, as with a firewall. */
  async #shut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) void close(server); // It ends when its last connection does; it listens no more at once.
  }

  async #fill(): Promise<void> {
    const hole = this.#hole;
    this.#hole = undefined;
    await hole?.close();
  }
}
