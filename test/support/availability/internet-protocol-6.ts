import { createServer } from 'node:net';
import type { Availability, Requirement } from './requirement';

/** A machine with IPv6: some containers have it switched off. */
export const internetProtocol6: Requirement<Record<never, string>> = {
  tests: 'tests with IPv6',
  find: () =>
    new Promise<Availability<Record<never, string>>>((resolve) => {
      const server = createServer().once('error', () => resolve({ here: false, reason: 'no program may listen on ::' }));
      server.listen(0, '::', () => server.close(() => resolve({ here: true, values: {} })));
    }),
};
