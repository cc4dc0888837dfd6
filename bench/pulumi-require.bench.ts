import type { Bench } from './harness/bench';
import { requireCost } from './harness/require-cost';

const rows: readonly Bench[] = [
  requireCost({
    name: 'require of our Pulumi package and its first use / require of @pulumi/pulumi',
    goal: 1.1,
    numerator: { module: '@alloydb-gke/pulumi', use: 'DatabaseAccess' },
    denominator: { module: '@pulumi/pulumi' },
  }),
];

export default rows;
