import { installAuthProxy } from '../../../tools/install-auth-proxy';
import type { Availability, Requirement } from './requirement';

/** The real Auth Proxy of the verified version: found on this machine, else built once from its Go module. */
export const realAuthProxy: Requirement<{ program: string }> = {
  tests: 'tests on the real Auth Proxy',
  find: async (): Promise<Availability<{ program: string }>> => {
    try {
      return { here: true, values: { program: await installAuthProxy() } };
    } catch (error) {
      return { here: false, reason: (error instanceof Error ? error.message : String(error)).replace(/\.$/, '') };
    }
  },
};
