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
    const { servicesAddress: address = localhost } = context.options;
    const port = await listenLocally(server, context.model.ports.adminApi, 'ports.adminApi', address);
    const grpc = await startGrpcEndpoint(context, () => known).catch(async (error: unknown) => {
      await close(server);
      throw error;
    });
    return {
      addresses: { adminApi: `http://${address}:${port}`, adminApiGrpc: grpc?.address },
      stop: async () => {
        grpc?.stop();
        await close(server);
      },
    };
  },
};
