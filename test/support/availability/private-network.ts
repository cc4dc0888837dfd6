import { privateNetworkProblem } from '../../../packages/rehearsal/src/private-network/private-network-command';
import type { Availability, Requirement } from './requirement';

/** A kernel that lets the tests make namespaces. */
export const privateNetwork: Requirement<Record<never, string>> = {
  tests: 'rehearsals in a private network',
  find: async (): Promise<Availability<Record<never, string>>> => {
    const reason = await privateNetworkProblem();
    return reason === undefined ? { here: true, values: {} } : { here: false, reason };
  },
};
