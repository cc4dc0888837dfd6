import { isIP } from 'node:net';
import { connect, type PeerCertificate, type SecureContext, TLSSocket } from 'node:tls';
import type { OwnSockets } from '../own-sockets';
import { DialFailure, tookTooLong, type WayStep } from './dial-failure';

/** The port for connectors, the same for every instance. */
const port = 5433;

const keepAliveAfter = 30_000;

/** Where a TLS connection goes, and with what. */
export interface TlsTarget {
  /** An address, or a name of Private Service Connect. */
  readonly address: string;
  readonly secureContext: SecureContext;
  /** For TCP and for TLS each, in milliseconds. */
  readonly timeout: number;
  readonly sockets: OwnSockets;
  /** Hears of each step that begins. */
  readonly begins: (step: WayStep) => void;
}

/**
 * Opens a connection with TLS 1.3 to an instance, whose certificate must be for the address and of the root in the context.
 *
 * @throws DialFailure, or the reason of `signal`
 */
export function dialTls({ address, secureContext, timeout, sockets, begins }: TlsTarget, signal: AbortSignal): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const socket = connect({
      host: address,
      port,
      secureContext,
      minVersion: 'TLSv1.3',
      // Without it an environment variable could switch the check off.
      rejectUnauthorized: true,
      // An address must not be sent as the name of a server.
      ...(isIP(address) === 0 && { servername: address }),
    });
    sockets.add(socket);
    showLeafAlone(socket);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, keepAliveAfter);
    let step: WayStep = 'tcp';
    begins(step);
    let timer = setTimeout(overdue, timeout);

    function settle(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.off('connect', reached).off('secureConnect', secured).off('close', closed).off('error', failed);
      // Nobody listens between two steps, and nobody has to: the end of the socket is told by `close` as well.
      socket.on('error', ignore);
    }
    function fail(error: unknown): void {
      settle();
      socket.destroy();
      reject(error);
    }
    function overdue(): void {
      fail(new DialFailure(step, tookTooLong(timeout)));
    }
    function abort(): void {
      fail(signal.reason);
    }
    function failed(error: Error): void {
      fail(new DialFailure(step, error));
    }
    function closed(): void {
      fail(new DialFailure(step, new Error('the connection was closed')));
    }
    function reached(): void {
      step = 'tls';
      begins(step);
      clearTimeout(timer);
      timer = setTimeout(overdue, timeout);
    }
    function secured(): void {
      settle();
      // What the prototype has is right again.
      Reflect.deleteProperty(socket, 'getPeerCertificate');
      begins('exchange');
      resolve(socket);
    }
    signal.addEventListener('abort', abort, { once: true });
    socket.on('connect', reached).on('secureConnect', secured).on('close', closed).on('error', failed);
  });
}

/**
 * Lets the check of the address, which Node makes when the handshake is over, see the certificate of the instance without those
 * above it, which OpenSSL has verified by then. Node asks for the whole chain and reads none of it but the first; to write all of
 * it out costs 0.6 ms, a tenth of the connection. The check itself stays that of Node.
 */
function showLeafAlone(socket: TLSSocket): void {
  const value = (): PeerCertificate => TLSSocket.prototype.getPeerCertificate.call(socket, false);
  Object.defineProperty(socket, 'getPeerCertificate', { value, configurable: true });
}

function ignore(): void {}
