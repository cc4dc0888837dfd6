import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergeSpecs } from '../../../packages/rehearsal/src/cloud-side/merge-specs';
import { judgePod } from '../../../packages/rehearsal/src/verdict/judge-pod';
import type { PodFacts } from '../../../packages/rehearsal/src/verdict/pod-facts';
import { available } from '../../support/availability/available';
import { agreementText } from './agreement-text';
import { atMost } from './at-most';
import { inRehearsal } from './in-rehearsal';
import type { Judged } from './judged';
import { asOnNode } from './node/as-on-node';
import { type PreparedNode, prepareNode } from './node/prepared-node';
import { runOnNode } from './node/run-on-node';
import { type PreparedScenario, prepare } from './prepared-scenario';
import type { Outcome } from './scenario';
import { scenarioTable } from './scenario-table';
import { outcomeOf, outcomeText } from './what-is-compared';

const authProxy = available('auth-proxy');
const program = authProxy.here ? authProxy.values.program : '';
const here = authProxy.here && available('kubernetes-node').here && available('postgresql').here;

/** Mostly waiting. */
const podsAtOnce = 8;
/** Mostly work. */
const rehearsalsAtOnce = 2;

/** Some of the scenarios alone, by their ids: for whoever looks into one. */
const chosen = process.env['ALLOYDB_GKE_SCENARIOS']?.split(',');
const prepared = scenarioTable.filter(({ id }) => chosen?.includes(id) ?? true).map(prepare);

/** A scenario as the two saw it. */
interface Seen {
  readonly onNode: Judged & { readonly facts: PodFacts; readonly noPod?: string };
  readonly inRehearsal: Judged;
}

describe.skipIf(!here)('the rehearsal and a real kubelet', () => {
  let node: PreparedNode | undefined;
  const seen = new Map<string, Seen>();

  beforeAll(async () => {
    const specs = prepared.map(({ cloud: { spec } }) => spec);
    const plans = prepared.map(({ plan }) => plan);
    node = await prepareNode(mergeSpecs(specs), plans, program);
    const { watch, cloud } = node;
    const { addresses, refusals } = cloud;
    const runReal = async ({ scenario, plan, cloud: own }: PreparedScenario): Promise<Seen['onNode']> => {
      const manifests = scenario.manifests.map((manifest) => asOnNode(manifest, addresses));
      const { facts, noPod, seconds } = await runOnNode(watch, { id: scenario.id, plan, manifests, refusals });
      return { expectations: judgePod(plan, own, facts), facts, seconds, ...(noPod !== undefined && { noPod }) };
    };
    const [real, rehearsed] = await Promise.all([
      atMost(podsAtOnce, prepared, (one) => runReal(one)),
      atMost(rehearsalsAtOnce, prepared, ({ scenario }) => inRehearsal(scenario, program)),
    ]);
    prepared.forEach(({ scenario: { id } }, index) => {
      const [onNode, ours] = [real[index], rehearsed[index]];
      if (onNode && ours) seen.set(id, { onNode, inRehearsal: ours });
    });
    // What a busy machine delays by many seconds can differ. Alone, one after the other, nothing may.
    for (const one of prepared) {
      const { id, expected } = one.scenario;
      if ([outcome(id, 'onNode'), outcome(id, 'inRehearsal')].every((found) => outcomeText(found) === outcomeText(expected))) continue;
      const ours = await inRehearsal(one.scenario, program);
      seen.set(id, { onNode: { ...(await runReal(one)), again: true }, inRehearsal: { ...ours, again: true } });
    }
    if (process.env['ALLOYDB_GKE_AGREEMENT_REPORT'])
      writeFileSync(process.env['ALLOYDB_GKE_AGREEMENT_REPORT'], JSON.stringify([...seen], null, 1));
    process.stdout.write(agreementText(prepared.map(({ scenario }) => ({ scenario, ...seen.get(scenario.id) }))));
  }, 720_000);

  afterAll(async () => {
    await node?.stop();
  });

  const outcome = (id: string, who: keyof Seen): Outcome => outcomeOf(seen.get(id)?.[who].expectations ?? []);

  it.each(prepared.map(({ scenario: { id, title, expected } }) => ({ id, title, expected })))('agree about $title', ({ id, expected }) => {
    expect({ onNode: outcome(id, 'onNode'), inRehearsal: outcome(id, 'inRehearsal') }).toEqual({ onNode: expected, inRehearsal: expected });
  });

  // A plan says beforehand what cannot be created. The node has to say the same, and nothing else.
  it.each(prepared.map(({ scenario: { id, title }, plan }) => ({ id, title, plan })))(
    'agree about what can be created of $title',
    ({ id, plan }) => {
      const real = seen.get(id)?.onNode;
      expect(real?.noPod === undefined ? undefined : withoutNames(real.noPod)).toEqual(
        plan.cannotBeCreated === undefined ? undefined : expect.stringContaining(withoutNames(plan.cannotBeCreated.message)),
      );
      for (const { name, cannotBeCreated } of [...plan.initContainers, ...plan.containers]) {
        const waiting = real?.facts.containers.find((container) => container.name === name)?.waiting;
        const isCreated = waiting?.reason !== 'CreateContainerConfigError';
        if (plan.cannotBeCreated === undefined) expect({ name, isCreated }).toEqual({ name, isCreated: cannotBeCreated === undefined });
      }
    },
  );
});

/** What is drawn by lot in a pod's name. */
function withoutNames(message: string): string {
  return message
    .replace(/[Pp]ods? "[^"]*"/, 'pod')
    .replace(/^Error creating: /, '')
    .replace(/^.* is invalid: (?:spec\.template\.)?/, '');
}
