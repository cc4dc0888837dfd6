import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** Gives as many ports as there are proxies. */
export type ProxyPorts = (count: number) => Promise<readonly number[]>;

/** One after another, whether they are free or not: a person wants to find them again. */
export function portsFrom(first: number): ProxyPorts {
  return (count) => Promise.resolve(Array.from({ length: count }, (_, index) => first + index));
}

/** Ports that nobody listens on right now. All are held until the last one is found, so that they differ. */
export const freePorts: ProxyPorts = async (count) => {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
};
