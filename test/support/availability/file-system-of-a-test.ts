import type { Availability, Requirement } from './requirement';

/** A machine on which a test may mount a file system of its own, to fill it. */
export const fileSystemOfATest: Requirement<Record<never, string>> = {
  tests: 'tests on a file system that is full',
  find: async (): Promise<Availability<Record<never, string>>> => {
    if (process.platform !== 'linux') return { here: false, reason: 'it needs Linux' };
    return process.getuid?.() === 0 ? { here: true, values: {} } : { here: false, reason: 'it needs root' };
  },
};
