import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { adminApi } from '../admin-api/call-method';
import { restEndpoint } from '../admin-api/rest-endpoint';
import { close, listenLocally, localhost } from '../listening';
import type { Service } from '../service';
import { tokenApi } from '../token-service/generate-token';
import { tokenEndpoint } from '../token-service/token-endpoint';

/**
 * The Google APIs at their own names. A client that cannot be told another endpoint (the Auth Proxy's impersonation, for
 * one) is started with `HTTPS_PROXY` and a certificate to trust, and reaches the emulator where it means Google. Every
 * other name is refused: nothing leaves the machine through here.
 */
export const httpsFront: Service = {
  name: 'https-front',
  start: async (context, known) => {
    const endpoints: Readonly<Record<string, RequestListener>> = {
      [adminApi]: restEndpoint(context, () => known),
      [tokenApi]: tokenEndpoint(context),
    };
    const { chain, privateKey } = context.apiAuthority.serverIdentity({ subject: 'googleapis.com', names: Object.keys(endpoints) });
    const inner = createHttpsServer({ cert: chain, key: privateKey }, (request, response) => {
      const endpoint = endpoints[(request.headers.host ?? '').replace(/:\d+$/, '')];
      if (endpoint) endpoint(request, response);
      else response.writeHead(421).end();
    });
    const innerPort = await listenLocally(inner, 0, 'https-front');
    const sockets = new Set<Duplex>();
    const front = createHttpServer((_, response) => response.writeHead(405).end('Only CONNECT is served here.\n'));
    front.on('connect', (request, socket) => {
      sockets.add(socket.once('close', () => sockets.delete(socket)));
      const target = tunnel(request.url ?? '', Object.keys(endpoints), innerPort, socket);
      if (target) sockets.add(target.once('close', () => sockets.delete(target)));
    });
    try {
      await listenLocally(front, context.model.ports.httpsFront, 'ports.httpsFront');
    } catch (error) {
      await close(inner);
      throw error;
    }
    return {
      addresses: { httpsFront: `http://${localhost}:${(front.address() as AddressInfo).port}` },
      stop: async () => {
        for (const socket of sockets) socket.destroy();
        await Promise.all([close(front), close(inner)]);
      },
    };
  },
};

/** Joins a client to the server inside, if it asked for one of the names that are served. */
function tunnel(authority: string, names: readonly string[], port: number, client: Duplex): Socket | undefined {
  client.on('error', () => client.destroy());
  const name = authority.replace(/:443$/, '');
  if (!names.includes(name)) {
    client.end(`HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n`);
    return undefined;
  }
  const server = connect(port, localhost, () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(server).pipe(client);
  });
  server.on('error', () => client.destroy());
  client.on('close', () => server.destroy());
  return server;
}
