import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { close, listenLocally, localhost } from '../listening';
import type { EmulatorContext, Service } from '../service';
import type { KubernetesServiceAccount } from '../spec/emulator-model';
import { gkeMetadata } from './gke-metadata';
import { type MetadataFolder, readMetadata } from './metadata-tree';
import { NoToken } from './pod-identity';

const root = '/computeMetadata/v1';

/** A metadata server for each Kubernetes service account: on GKE it knows by the pod who asks, here by its own port. */
export const metadataService: Service = {
  name: 'metadata-server',
  start: async (context) => {
    const servers: Server[] = [];
    const { servicesAddress: address = localhost } = context.options;
    const addresses: Record<string, string> = {};
    const stop = async (): Promise<void> => {
      await Promise.all(servers.map(close));
    };
    try {
      for (const [index, account] of context.model.kubernetesServiceAccounts.entries()) {
        const server = metadataServer(account, context);
        servers.push(server);
        const wanted = context.model.ports.metadataServer;
        const port = await listenLocally(server, wanted === 0 ? 0 : wanted + index, 'ports.metadataServer', address);
        addresses[`${account.namespace}/${account.name}`] = `${address}:${port}`;
      }
    } catch (error) {
      await stop();
      throw error;
    }
    return { addresses: { metadataServers: addresses }, stop };
  },
};

function metadataServer(account: KubernetesServiceAccount, context: EmulatorContext): Server {
  const tree = gkeMetadata(account, context);
  return createServer((request, response) => {
    response.setHeader('Metadata-Flavor', 'Google');
    response.setHeader('Server', 'GKE Metadata Server');
    answer(request, response, tree, context);
  });
}

function answer(request: IncomingMessage, response: ServerResponse, tree: MetadataFolder, { faults }: EmulatorContext): void {
  const end = (status: number, text: string, type = 'application/text'): void =>
    void response.writeHead(status, { 'content-type': type }).end(text);
  const url = request.url ?? '/';
  if (!URL.canParse(url, 'http://metadata')) return end(400, 'Bad Request\n');
  const { pathname, searchParams } = new URL(url, 'http://metadata');
  const fault = faults.effectAt('metadata-server');
  if (fault?.does === 'hang up') return void request.socket.destroy();
  if (fault?.does === 'answer' && pathname.endsWith('/token'))
    return end(fault.status, `The metadata server answers ${fault.status}, for it was told to.\n`);
  if (pathname === '/') return end(200, 'computeMetadata/\n');
  // Source: https://cloud.google.com/compute/docs/metadata/querying-metadata; the wording is not known.
  if (request.headers['x-forwarded-for'] !== undefined) return end(403, 'Header "X-Forwarded-For" is not allowed\n');
  if (request.headers['metadata-flavor'] !== 'Google') return end(403, 'Missing required header "Metadata-Flavor": "Google"\n');
  if (!`${pathname}/`.startsWith(`${root}/`)) return end(404, '404 page not found\n');
  try {
    const found = readMetadata(tree, decodeURIComponent(pathname.slice(root.length)), searchParams);
    if (found === undefined) end(404, '404 page not found\n');
    else if (found.kind === 'text') end(200, found.text);
    else end(200, JSON.stringify(found.value), 'application/json');
  } catch (error) {
    if (error instanceof NoToken) end(error.httpStatus, error.message);
    else end(400, 'Bad Request\n');
  }
}
