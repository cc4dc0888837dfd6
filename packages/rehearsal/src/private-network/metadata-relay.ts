import { connect, createServer, type Server } from 'node:net';
import { metadataAddress } from './network-plan';

/** The metadata server at its real address: it knows by the pod's address who asks, as GKE's does. */
export interface MetadataRelay {
  /** Says who has an address. @param server `ADDRESS:PORT` of the metadata server of its Kubernetes service account */
  know(podAddress: string, server: string): void;
  close(): void;
}

export async function startMetadataRelay(): Promise<MetadataRelay> {
  const servers = new Map<string, string>();
  const relay: Server = createServer((client) => {
    client.on('error', () => client.destroy());
    const [host, port] = (servers.get(client.remoteAddress ?? '') ?? '').split(':');
    if (!host) return void client.destroy();
    const server = connect(Number(port), host);
    server.on('error', () => client.destroy());
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((resolve, reject) => relay.once('error', reject).listen(80, metadataAddress, resolve));
  return { know: (address, server) => void servers.set(address, server), close: () => relay.close() };
}
