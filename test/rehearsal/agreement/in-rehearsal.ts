import { rehearse } from '../../../packages/rehearsal/src/rehearse';
import type { Judged } from './judged';
import type { Scenario } from './scenario';

/** What the rehearsal makes of a scenario. */
export async function inRehearsal({ id, manifests, cloud }: Scenario, proxyProgram: string): Promise<Judged> {
  const began = Date.now();
  const { pods } = await rehearse(manifests, { cloud: { spec: cloud }, proxyProgram });
  const [pod, ...others] = pods;
  if (pod === undefined || others.length > 0) throw new Error(`${id} has ${others.length + 1} pods.`);
  return { expectations: pod.expectations, timeline: pod.timeline, seconds: (Date.now() - began) / 1000 };
}
