import { configureGlobal } from 'fast-check';

/** `FAST_CHECK_SEED` repeats a run; a failing property prints the seed it ran with. */
const seed = process.env['FAST_CHECK_SEED'];

configureGlobal({ numRuns: 1000, ...(seed === undefined ? {} : { seed: Number(seed) }) });
