import type { CloudSide } from '../cloud-side/cloud-side';
import type { PodPlan } from '../pod-plan/pod-plan';
import type { Expectation } from './expectation';
import { judgeCompletion } from './judge-completion';
import { judgeCreation } from './judge-creation';
import { judgeEnd } from './judge-end';
import { judgeLogins } from './judge-logins';
import { judgeProbes } from './judge-probes';
import { judgeInitContainers, judgeStaying } from './judge-run';
import { judgeStart } from './judge-start';
import type { PodFacts } from './pod-facts';
import { type PodView, viewPod } from './pod-view';
import { Verdict } from './verdict';

/**
 * Judges what was seen of a pod, by the rehearsal or on a real node. The order is that in which things happen: what fails
 * because of something earlier is not reached.
 *
 * @param standIn whether a stand-in ran in the place of the Auth Proxy
 */
export function judgePod(plan: PodPlan, cloud: CloudSide, facts: PodFacts, standIn = false): readonly Expectation[] {
  const pod = viewPod(plan, cloud, facts, standIn);
  const verdict = new Verdict();
  judgeCreation(pod, verdict);
  judgeStart(pod, verdict);
  judgeProbes(pod, verdict);
  judgeLogins(pod, verdict);
  judgeInitContainers(pod, verdict);
  judgeStaying(pod, verdict);
  judgeEnd(pod, verdict);
  judgeCompletion(pod, verdict);
  judgeRest(pod, verdict);
  return verdict.all;
}

/** What keeps a pod from its work is said even where nobody asked about it: a sidecar of somebody else, for one. */
function judgeRest(pod: PodView, verdict: Verdict): void {
  if (verdict.all.some(({ result }) => result === 'failed')) return;
  const stuck = pod.containers.find(({ facts }) => !facts.started || facts.restarts > 0 || facts.probeFailures.length > 0);
  const seen = stuck?.facts.waiting?.message ?? stuck?.facts.probeFailures.at(-1)?.message ?? 'it never became Ready';
  const isUnreached = verdict.all.some(({ result }) => result === 'not-reached');
  if (!isUnreached && pod.facts.ready !== false) return;
  const subject = stuck?.plan.name ?? pod.plan.workload.name;
  const text = 'everything else in the pod starts and becomes Ready';
  verdict.failed({ code: 'starts', subject, text, brief: 'starts and becomes Ready' }, { cause: undefined, seen });
}
