import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Two sockets that are the ends of one connection. */
export async function socketPair(): Promise<{ readonly near: Socket; readonly far: Socket; readonly end: () => void }> {
  const server = createServer({ allowHalfOpen: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const near = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [far] = (await once(server, 'connection')) as [Socket];
  await once(near, 'ready').catch(() => {});
  server.close();
  for (const socket of [near, far]) socket.on('error', () => {});
  const end = (): void => {
    near.destroy();
    far.destroy();
  };
  return { near, far, end };
}
