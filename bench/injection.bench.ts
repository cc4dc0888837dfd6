import { Connection, defineAuthProxy, type Manifest, ProxyInjector } from '@alloydb-gke/core';
import type { Bench } from './harness/bench';
import { ratio } from './harness/ratio';
import { articleConnection, plainPod } from './workloads';

const injector = new ProxyInjector(defineAuthProxy({ connection: Connection.of(articleConnection), environment: { prefix: 'DB_' } }));
const pod: Manifest = plainPod();

const rows: readonly Bench[] = [
  ratio({
    name: 'injecting a pod / structuredClone of the pod, before the proxy is in it',
    goal: 3,
    numerator: () => void injector.inject(pod),
    denominator: () => void structuredClone(pod),
  }),
];

export default rows;
