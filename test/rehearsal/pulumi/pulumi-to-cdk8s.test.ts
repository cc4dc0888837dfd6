import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPulumiFiles, rehearse } from '@alloydb-gke/rehearsal';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import { available } from '../../support/availability/available';

const here = available('auth-proxy').here && available('postgresql').here;

// What the real engine says of the Pulumi half; test/pulumi-engine/pulumi-to-cdk8s.test.ts compares it on every run, and the connections
// that it writes. What cdk8s makes of those is in dist.
const preview = fileURLToPath(new URL('golden/pulumi-to-cdk8s.json', import.meta.url));
const dist = join(repositoryFolder, 'examples', 'pulumi-to-cdk8s', 'dist');

describe.skipIf(!here)('the example pulumi-to-cdk8s', () => {
  it('is rehearsed as one, with no assumption: what Pulumi makes, and what cdk8s writes from its connections', async () => {
    const report = await rehearse([dist], { cloud: { pulumi: await readPulumiFiles([preview]) } });
    expect(report.pods.flatMap(({ expectations }) => expectations.filter(({ failure }) => failure !== undefined))).toEqual([]);
    // The Secret of the GitOps tool is hidden, and no pod reads it.
    expect(report).toMatchObject({ passed: true, assumptions: [], takenAsRight: [] });
    // The names of the grants end in a hash of what they do.
    const workloads = report.pods.map(({ workload: { namespace, name } }) => `${namespace}/${name.replace(/(?<=-grants)-.*/, '')}`);
    expect(workloads.sort()).toEqual([
      'alloydb-admin/orders-grants',
      'alloydb-admin/reports-grants',
      'orders/orders',
      'orders/orders-migration',
      'reports/reports',
    ]);
  });
});
