import { createServer, type Server, type Socket } from 'node:net';
import { close, listen } from '../listening';
import { type BlackHole, openBlackHole } from './black-hole';

/** What an address does with TCP connections. */
export type DoorState = 'open' | 'refuse' | 'swallow';

/** One address of an instance, which can be opened and shut. */
export class InstanceDoor {
  readonly #address: string;
  readonly #port: number;
  readonly #welcome: (socket: Socket) => void;
  #server: Server | undefined;
  #hole: BlackHole | undefined;

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
    const address = this.#server?.address();
    return typeof address === 'object' && address !== null ? address.port : this.#port;
  }

  async set(state: DoorState): Promise<void> {
    if (state !== 'open') await this.#shut();
    if (state !== 'swallow') await this.#fill();
    if (state === 'swallow') this.#hole ??= await openBlackHole(this.#address, this.#port);
    if (state === 'open' && this.#server === undefined) await this.#open();
  }

  async close(): Promise<void> {
    await this.#shut();
    await this.#fill();
  }

  async #open(): Promise<void> {
    const server = createServer({ noDelay: true }, this.#welcome);
    await listen(server, this.#address, this.#port);
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
