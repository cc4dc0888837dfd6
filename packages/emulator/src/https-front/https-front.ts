import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { adminApi } from '../admin-api/call-method';
import { restEndpoint } from '../admin-api/rest-endpoint';
import { close, listenLocally, localhost } from '../listening';
import type { Service } from '../service';
import { tokenApi } from '../token-service/require-act-as';
import { tokenEndpoint } from '../token-service/token-endpoint';

/** With this byte a TLS client begins. Source: https://www.rfc-editor.org/rfc/rfc8446#section-5.1 (handshake) */
const tlsHandshake = 0x16;

/**
 * The Google APIs at their own names. A client that cannot be told another endpoint (the Auth Proxy's impersonation, for
 * one) reaches the emulator where it means Google: with `HTTPS_PROXY`, or because the names lead to this address. It has to
 * trust a certificate either way. Every other name is refused: nothing leaves the machine through here.
 */
export const httpsFront: Service = {
  name: 'https-front',
  start: async (context, known) => {
    const { servicesAddress: address = localhost } = context.options;
    const endpoints: Readonly<Record<string, RequestListener>> = {
      [adminApi]: restEndpoint(context, () => known),
      [tokenApi]: tokenEndpoint(context),
    };
    const names = Object.keys(endpoints);
    const { chain, privateKey } = context.apiAuthority.serverIdentity({ subject: 'googleapis.com', names: [...names, address] });
    // Neither of the two listens: they get their connections from the one that does.
    const apis = createHttpsServer({ cert: chain, key: privateKey }, (request, response) => {
      const endpoint = endpoints[(request.headers.host ?? '').replace(/:\d+$/, '')];
      if (endpoint) endpoint(request, response);
      else response.writeHead(421).end();
    });
    const proxy = createHttpServer((_, response) => response.writeHead(405).end('Only CONNECT and TLS are served here.\n'));
    proxy.on('connect', (request, socket, head) => {
      if (!names.includes((request.url ?? '').replace(/:443$/, '')))
        return void socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) socket.unshift(head);
      apis.emit('connection', socket);
    });
    const sockets = new Set<Duplex>();
    const front = createServer((socket) => {
      sockets.add(socket.once('close', () => sockets.delete(socket)));
      socket.on('error', () => socket.destroy());
      handOver(socket, (first) => (first === tlsHandshake ? apis : proxy));
    });
    const port = await listenLocally(front, context.model.ports.httpsFront, 'ports.httpsFront', address);
    return {
      addresses: { httpsFront: `http://${address}:${port}` },
      stop: async () => {
        for (const socket of sockets) socket.destroy();
        await Promise.all([close(front), close(proxy), close(apis)]);
      },
    };
  },
};

/** Gives a connection to a server that is chosen by its first byte. */
function handOver(socket: Socket, choose: (first: number | undefined) => { emit(event: 'connection', socket: Socket): boolean }): void {
  socket.once('data', (start: Buffer) => {
    socket.pause();
    socket.unshift(start);
    choose(start[0]).emit('connection', socket);
    process.nextTick(() => socket.resume());
  });
}
