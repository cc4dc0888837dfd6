import type { CloudSide } from '../cloud-side/cloud-side';
import type { PodPlan } from '../pod-plan/pod-plan';
import type { PodEvent } from '../pod-run/pod-event';
import { judgePod } from '../verdict/judge-pod';
import type { PodFacts } from '../verdict/pod-facts';
import { hideSecrets, secretsOf } from './hide-secrets';
import { rehearsalNotice, standInNotice } from './rehearsal-notice';
import type { RehearsalReport, RehearsedPod } from './rehearsal-report';
import { unnamedDatabases } from './unnamed-databases';

/** Everything that a report is made of. */
export interface ReportInput {
  readonly plans: readonly PodPlan[];
  /** Of each plan, in their order. */
  readonly facts: readonly PodFacts[];
  readonly cloud: CloudSide;
  readonly events: readonly PodEvent[];
  readonly seconds: number;
  readonly against: Omit<RehearsalReport['against'], 'notice'>;
  readonly leftAlone: RehearsalReport['leftAlone'];
}

/** Judges every pod, and makes the report. It holds no secret. */
export function makeReport({ plans, facts, cloud, events, seconds, against, leftAlone }: ReportInput): RehearsalReport {
  const pods = plans.flatMap((plan, index): readonly RehearsedPod[] => {
    const seen = facts[index];
    if (seen === undefined) return [];
    const expectations = judgePod(plan, cloud, seen, against.proxy.standIn);
    return [
      {
        workload: plan.workload,
        origin: plan.origin,
        passed: expectations.every(({ result }) => result === 'passed'),
        unnamed: unnamedDatabases(plan),
        expectations,
        timeline: events.filter(({ pod }) => pod === plan.podName),
      },
    ];
  });
  const report: RehearsalReport = {
    version: 'alloydb-gke.dev/rehearsal/v1',
    passed: pods.length > 0 && pods.every((pod) => pod.passed),
    seconds,
    against: { ...against, notice: against.proxy.standIn ? `${rehearsalNotice} ${standInNotice}` : rehearsalNotice },
    cloudSide: cloud.source,
    assumptions: cloud.assumptions,
    takenAsRight: cloud.notes ?? [],
    pods,
    leftAlone,
  };
  return hideSecrets(report, secretsOf(plans, cloud));
}
