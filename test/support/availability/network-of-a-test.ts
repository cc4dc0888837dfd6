import { runProgram } from '../../../tools/workspace/run-program.mjs';
import type { Availability, Requirement } from './requirement';

/** A machine on which a program may run in a network of its own, in which nobody else is. */
export const networkOfATest: Requirement<Record<never, string>> = {
  tests: 'tests in a network where nobody is',
  find: async (): Promise<Availability<Record<never, string>>> => {
    if (process.platform !== 'linux') return { here: false, reason: 'it needs Linux' };
    const { exitCode } = await runProgram('unshare', ['--map-root-user', '--net', 'true']);
    return exitCode === 0 ? { here: true, values: {} } : { here: false, reason: 'unshare may not make a network' };
  },
};
