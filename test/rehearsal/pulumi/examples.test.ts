import { fileURLToPath } from 'node:url';
import { readPulumiFiles, rehearse } from '@alloydb-gke/rehearsal';
import { describe, expect, it } from 'vitest';
import { available } from '../../support/availability/available';

const here = available('auth-proxy').here && available('postgresql').here;

// What the real engine says of each example, which test/pulumi-engine/examples.test.ts compares on every run.
const workloads = { 'pulumi-stack': ['orders', 'orders-grants', 'orders-test'], 'pulumi-existing': ['orders'] };

describe.skipIf(!here)('the preview of an example', () => {
  it.concurrent.each(Object.entries(workloads))('is rehearsed green with no assumption: %s', async (example, names) => {
    const file = fileURLToPath(new URL(`golden/${example}.json`, import.meta.url));
    const { pods, passed, assumptions } = await rehearse([], { cloud: { pulumi: await readPulumiFiles([file]) } });
    expect(pods.flatMap(({ expectations }) => expectations.flatMap(({ failure }) => (failure === undefined ? [] : [failure])))).toEqual([]);
    expect({ passed, assumptions }).toEqual({ passed: true, assumptions: [] });
    // The name of a Job ends in a hash of what it does.
    expect(pods.map(({ workload: { kind, name } }) => (kind === 'Job' ? name.replace(/-[^-]+$/, '') : name)).sort()).toEqual(names);
  });
});
