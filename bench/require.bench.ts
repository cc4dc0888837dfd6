import type { Bench } from './harness/bench';
import { requireCost } from './harness/require-cost';

const rows: readonly Bench[] = [
  requireCost({
    name: 'require of core / require of cdk8s',
    goal: 0.1,
    numerator: { module: '@alloydb-gke/core' },
    denominator: { module: 'cdk8s' },
  }),
  requireCost({
    name: 'require of core and its first use / require of cdk8s',
    goal: 0.25,
    numerator: { module: '@alloydb-gke/core', use: 'Connection' },
    denominator: { module: 'cdk8s' },
  }),
  requireCost({
    name: 'require of our cdk8s package beyond cdk8s / require of cdk8s',
    goal: 0.2,
    numerator: { module: '@alloydb-gke/cdk8s', after: ['cdk8s'] },
    denominator: { module: 'cdk8s' },
  }),
  requireCost({
    name: 'the same with the first use of it / require of cdk8s',
    goal: 0.25,
    numerator: { module: '@alloydb-gke/cdk8s', use: 'AuthProxy', after: ['cdk8s'] },
    denominator: { module: 'cdk8s' },
  }),
];

export default rows;
