import { createServer } from 'node:http';
import { close, listenLocally, localhost } from '../listening';
import type { Service } from '../service';
import { tokenEndpoint } from './token-endpoint';

/** The service that gives tokens of service accounts to whoever may act as them. */
export const tokenService: Service = {
  name: 'token-service',
  start: async (context) => {
    const server = createServer(tokenEndpoint(context));
    const { servicesAddress: address = localhost } = context.options;
    const port = await listenLocally(server, context.model.ports.tokenService, 'ports.tokenService', address);
    return { addresses: { tokenService: `http://${address}:${port}` }, stop: () => close(server) };
  },
};
