import { createServer } from 'node:http';
import { close, listenLocally, localhost } from '../listening';
import type { Service } from '../service';
import { startGrpcEndpoint } from './grpc-endpoint';
import { restEndpoint } from './rest-endpoint';

/** The AlloyDB Admin API, over REST and where it can be over gRPC. */
export const adminApiService: Service = {
  name: 'admin-api',
  start: async (context, known) => {
    const server = createServer(restEndpoint(context, () => known));
    const port = await listenLocally(server, context.model.ports.adminApi, 'ports.adminApi');
    const grpc = await startGrpcEndpoint(context, () => known);
    return {
      addresses: { adminApi: `http://${localhost}:${port}`, adminApiGrpc: grpc?.address },
      stop: async () => {
        grpc?.stop();
        await close(server);
      },
    };
  },
};
