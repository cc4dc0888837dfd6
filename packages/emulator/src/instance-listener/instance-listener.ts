import type { Socket } from 'node:net';
import { createSecureContext, createServer, type SecureContext, type Server as TlsServer } from 'node:tls';
import type { IpType } from '@alloydb-gke/core';
import { instanceUid } from '../admin-api/instance-uid';
import { endAtOnce } from '../end-all';
import type { EmulatorContext } from '../service';
import { InstanceDoor } from './instance-door';
import { connectorPort } from './loopback-addresses';
import { type Place, receiveConnector } from './receive-connector';
import { receiveDirect } from './receive-direct';
import { SocketClosed } from './socket-reader';

/** How long a client may take until it reaches its database, in milliseconds. Source: the limit of the Go connector */
const patience = 30_000;

/** The listeners of one instance: for connectors at each of its addresses, and one for clients without. */
export class InstanceListener {
  readonly #place: Place;
  readonly #context: EmulatorContext;
  readonly #doors = new Map<IpType, { readonly address: string; readonly door: InstanceDoor }>();
  readonly #sockets = new Set<Socket>();
  readonly #tls: TlsServer;
  #secureContext: SecureContext;
  #direct: InstanceDoor | undefined;

  constructor(place: Place, context: EmulatorContext) {
    this.#place = place;
    this.#context = context;
    this.#secureContext = createSecureContext();
    this.#tls = createServer({ requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.3', handshakeTimeout: patience });
    this.#tls.on('secureConnection', (socket) => this.#attend(socket, () => receiveConnector(socket, place, context)));
    this.#tls.on('tlsClientError', (error, socket) => this.#refuse(error, socket));
  }

  get place(): Place {
    return this.#place;
  }

  /** Takes an address. Rejects with the error of the system if it cannot be had. */
  async takeAddress(ipType: IpType, address: string): Promise<InstanceDoor> {
    const door = await InstanceDoor.open(address, connectorPort, (socket) => this.#greet(socket));
    this.#doors.set(ipType, { address, door });
    return door;
  }

  /** Shows certificates for its addresses, and takes clients without a connector as well. @returns where those connect */
  async open(): Promise<string> {
    this.renewCertificate();
    const [address = ''] = Object.values(this.addresses);
    this.#direct = await InstanceDoor.open(address, 0, (socket) => {
      this.#keep(socket);
      if (this.#isSilent()) return;
      this.#attend(socket, () => receiveDirect(socket, this.#place, () => this.#secureContext, this.#context));
    });
    return `${address}:${this.#direct.port}`;
  }

  get addresses(): Readonly<Partial<Record<IpType, string>>> {
    return Object.fromEntries([...this.#doors].map(([ipType, { address }]) => [ipType, address]));
  }

  /** A new certificate, by the authority as it is now and the faults that are on. */
  renewCertificate(): void {
    const { instanceAuthority, faults, clock } = this.#context;
    const uri = this.#place.instance.uri.toString();
    const fault = faults.effectAt('server-certificate', { instance: uri });
    const names = fault?.does === 'name another address' ? ['127.0.0.1'] : [...this.#doors.values()].map(({ address }) => address);
    const { chain, privateKey } = instanceAuthority.serverIdentity({
      subject: `${instanceUid(uri)}.server.alloydb`,
      names,
      ...(fault?.does === 'end' && { expiresAt: clock.now() - 60_000 }),
    });
    const shown = { cert: chain, key: privateKey, ca: instanceAuthority.rootCertificate, minVersion: 'TLSv1.3' } as const;
    this.#secureContext = createSecureContext(shown);
    this.#tls.setSecureContext(shown);
  }

  /** Opens and shuts its doors by the faults that are on. */
  async meetFaults(): Promise<void> {
    const fault = this.#context.faults.effectAt('tcp', { instance: this.#place.instance.uri.toString() });
    for (const door of this.#allDoors()) await door.set(fault?.does ?? 'open');
    this.renewCertificate();
  }

  /** Stops listening and ends what is still open. */
  async close(): Promise<void> {
    try {
      await endAtOnce(this.#allDoors().map((door) => () => door.close()));
    } finally {
      for (const socket of this.#sockets) socket.destroy();
    }
  }

  #allDoors(): readonly InstanceDoor[] {
    return [...[...this.#doors.values()].map(({ door }) => door), ...(this.#direct ? [this.#direct] : [])];
  }

  #isSilent(): boolean {
    return this.#context.faults.effectAt('tls', { instance: this.#place.instance.uri.toString() }) !== undefined;
  }

  #greet(socket: Socket): void {
    this.#keep(socket);
    if (this.#isSilent()) return;
    this.#tls.emit('connection', socket);
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket.once('close', () => this.#sockets.delete(socket)));
    socket.on('error', () => socket.destroy());
  }

  /** Receives a client within the time that it has. */
  #attend(socket: Socket, receive: () => Promise<void>): void {
    socket.on('error', () => socket.destroy());
    const impatient = setTimeout(() => socket.destroy(), patience);
    socket.once('close', () => clearTimeout(impatient));
    receive().then(
      () => clearTimeout(impatient),
      (error: unknown) => {
        socket.destroy();
        // Health checks of the proxy connect and leave; that is not worth a line.
        if (error instanceof SocketClosed) return;
        const reason = error instanceof Error ? error.message : String(error);
        this.#context.log.record('client-gone', this.#place.instance.uri.toString(), { reason });
      },
    );
  }

  #refuse(error: Error, socket: Socket): void {
    socket.destroy();
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!code.startsWith('ERR_SSL') && !code.startsWith('ERR_TLS')) return;
    this.#context.log.record('client-certificate-refused', this.#place.instance.uri.toString(), {
      reason: error.message.replace(/\.$/, ''),
    });
  }
}
