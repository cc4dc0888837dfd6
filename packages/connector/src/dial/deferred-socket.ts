import { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { Dial } from './dialer';

/** What a deferred socket is made with. */
export interface DeferredSocketParts {
  /** Begins the dial, to the instance that the host names where it is an instance URI. */
  readonly dial: (host: string | undefined) => Dial;
  /** Looks at the first bytes of the database. What it gives ends the connection. */
  readonly firstBytes?: (bytes: Buffer) => Error | undefined;
}

type Setting = (socket: TLSSocket) => void;

/**
 * What a driver takes for the socket of a connection. The driver makes it at once and connects it; the dial, with its handshake
 * and the metadata exchange, happens then, and `connect` is emitted when PostgreSQL may speak.
 */
export class DeferredSocket extends Duplex {
  readonly #parts: DeferredSocketParts;
  #dial: Dial | undefined;
  #socket: TLSSocket | undefined;
  /** What is set before there is a socket. */
  readonly #settings: Setting[] = [];
  #written: ((error?: Error | null) => void) | undefined;
  #waiting: (() => void) | undefined;
  #heard = false;
  /** The database has said all that it had to say. */
  #ended = false;

  constructor(parts: DeferredSocketParts) {
    super({ allowHalfOpen: false, autoDestroy: true });
    this.#parts = parts;
  }

  /** As that of `net.Socket`. Port and host are the driver's, and count only where the host is an instance URI. */
  connect(...args: readonly unknown[]): this {
    const host = args.find((arg): arg is string => typeof arg === 'string' && arg.startsWith('projects/'));
    const listener = args.find((arg): arg is () => void => typeof arg === 'function');
    if (listener) this.once('connect', listener);
    this.#begin(host);
    return this;
  }

  /** Whether the dial is under way. */
  get connecting(): boolean {
    return this.#dial !== undefined && this.#socket === undefined;
  }

  /** As that of `net.Socket`. Some drivers end an open one alone. */
  get readyState(): 'opening' | 'open' | 'readOnly' | 'writeOnly' | 'closed' {
    if (!this.destroyed && !this.#socket) return 'opening';
    if (this.readable) return this.writable ? 'open' : 'readOnly';
    return this.writable ? 'writeOnly' : 'closed';
  }

  setNoDelay(on?: boolean): this {
    return this.#set((socket) => socket.setNoDelay(on));
  }

  setKeepAlive(on?: boolean, initialDelay?: number): this {
    return this.#set((socket) => socket.setKeepAlive(on, initialDelay));
  }

  setTimeout(milliseconds: number, listener?: () => void): this {
    if (listener) this.once('timeout', listener);
    return this.#set((socket) => socket.setTimeout(milliseconds));
  }

  ref(): this {
    return this.#set((socket) => socket.ref());
  }

  unref(): this {
    return this.#set((socket) => socket.unref());
  }

  #set(setting: Setting): this {
    if (this.#socket) setting(this.#socket);
    else this.#settings.push(setting);
    return this;
  }

  #begin(host?: string): void {
    if (this.#dial || this.destroyed) return;
    try {
      this.#dial = this.#parts.dial(host);
    } catch (error) {
      this.destroy(error as Error);
      return;
    }
    this.#dial.socket.then(
      (socket) => this.#take(socket),
      (error: Error) => this.destroy(error),
    );
  }

  #take(socket: TLSSocket): void {
    if (this.destroyed) return void socket.destroy();
    this.#socket = socket;
    for (const setting of this.#settings) setting(socket);
    socket.on('data', (chunk: Buffer) => this.#hear(chunk, socket));
    socket.on('end', () => this.#end());
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.#close(socket));
    socket.on('timeout', () => this.emit('timeout'));
    socket.on('drain', () => this.#drained());
    this.emit('connect');
    this.emit('ready');
    this.#waiting?.();
  }

  #hear(chunk: Buffer, socket: TLSSocket): void {
    if (!this.#heard) {
      this.#heard = true;
      const error = this.#parts.firstBytes?.(chunk);
      if (error) return void this.destroy(error);
    }
    if (!this.push(chunk)) socket.pause();
  }

  #end(): void {
    this.#ended = true;
    this.push(null);
  }

  /** What the database said last may not have been read yet. By itself it ends when it has been. */
  #close(socket: TLSSocket): void {
    if (!this.#ended) return void this.destroy();
    if (this.#written) this.#drained(socket.writableFinished ? undefined : closedError());
  }

  #drained(error?: Error): void {
    const written = this.#written;
    this.#written = undefined;
    written?.(error);
  }

  override _read(): void {
    this.#socket?.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: (error?: Error | null) => void): void {
    this.#withSocket((socket) => this.#afterWrite(socket, socket.write(chunk), callback));
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], callback: (error?: Error | null) => void): void {
    this.#withSocket((socket) => {
      socket.cork();
      let room = true;
      for (const { chunk } of chunks) room = socket.write(chunk);
      socket.uncork();
      this.#afterWrite(socket, room, callback);
    });
  }

  #afterWrite(socket: TLSSocket, room: boolean, callback: (error?: Error | null) => void): void {
    // One that is closed never drains.
    if (socket.destroyed) callback(closedError());
    else if (room) callback();
    else this.#written = callback;
  }

  #withSocket(use: (socket: TLSSocket) => void): void {
    if (this.#socket) return use(this.#socket);
    this.#waiting = () => {
      this.#waiting = undefined;
      if (this.#socket) use(this.#socket);
    };
    this.#begin();
  }

  override _final(callback: (error?: Error | null) => void): void {
    if (!this.#socket) this.#dial?.abandon();
    else this.#socket.end();
    callback();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    if (!this.#socket) this.#dial?.abandon(error ?? undefined);
    this.#socket?.destroy();
    if (this.#written) this.#drained(error ?? closedError());
    callback(error);
  }
}

function closedError(): Error {
  return new Error('The connection is closed.');
}
