import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Bench } from './harness/bench';

const program = fileURLToPath(new URL('pulumi-program/register-workloads.mjs', import.meta.url));
const count = 150;

/** Milliseconds of processor time that a process of its own needs to register the workloads: mocks are set once a process. */
function registered(how: 'with-proxy' | 'plain'): number {
  return Number(execFileSync(process.execPath, [program, how, String(count)], { encoding: 'utf8' }));
}

const rows: readonly Bench[] = [
  {
    name: `registering ${count} Deployments with the proxy attached in Pulumi / with the sidecar written by hand (same inputs)`,
    goal: 1.1,
    // One process needs up to a fifth more than the next, whichever it is.
    rounds: 25,
    round: (order) => {
      if (order === 'numerator-first') return { numerator: registered('with-proxy'), denominator: registered('plain') };
      const denominator = registered('plain');
      return { numerator: registered('with-proxy'), denominator };
    },
  },
];

export default rows;
