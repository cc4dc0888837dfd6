import { once } from 'node:events';
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { EmulatorContext } from '../service';
import { openSession } from './open-session';
import { fatalError } from './postgres-messages';
import type { Place } from './receive-connector';
import { SocketReader } from './socket-reader';

/** Receives a client that uses no connector: PostgreSQL from the first byte, encrypted if it wishes. */
export async function receiveDirect(
  socket: Socket,
  place: Place,
  secureContext: () => SecureContext,
  context: EmulatorContext,
): Promise<void> {
  if (place.instance.requireConnectors) {
    context.log.record('connectors-required', place.instance.uri.toString(), {});
    // The wording of the service is not known.
    socket.end(fatalError('28000', 'connections to this instance require a connector'));
    return;
  }
  const encrypt = async (): Promise<TLSSocket> => {
    socket.write('S');
    const encrypted = new TLSSocket(socket, { isServer: true, secureContext: secureContext() });
    encrypted.on('error', () => encrypted.destroy());
    await once(encrypted, 'secure');
    return encrypted;
  };
  await openSession({ socket, reader: new SocketReader(socket), ...place, automaticLogin: undefined, encrypt }, context);
}
