import { quote } from '@alloydb-gke/core';
import { problem } from '../rehearsal-codes';
import { throwIfAny } from '../rehearsal-error';
import type { PlannedPods } from './plan-pods';
import type { WorkloadName } from './pod-plan';

/**
 * Keeps the workloads that were asked for.
 *
 * @param only as `KIND/NAME`, in any case; undefined keeps all
 * @throws RehearsalError with every name that is none of a workload with an Auth Proxy
 */
export function chooseWorkloads({ pods, leftAlone }: PlannedPods, only: readonly string[] | undefined): PlannedPods {
  if (only === undefined || only.length === 0) return { pods, leftAlone };
  const known = [...new Set(pods.map(({ workload }) => nameOf(workload)))];
  const unknown = only.filter((wanted) => !pods.some(({ workload }) => isCalled(workload, wanted)));
  throwIfAny(unknown.map((wanted) => problem('no-such-workload', 'only', { workload: quote(wanted), known: known.join(', ') })));
  const chosen = pods.filter(({ workload }) => only.some((wanted) => isCalled(workload, wanted)));
  const others = pods.filter((pod) => !chosen.includes(pod)).map(({ workload }) => ({ workload, reason: 'It was not asked for.' }));
  return { pods: chosen, leftAlone: [...leftAlone, ...others] };
}

function isCalled(workload: WorkloadName, wanted: string): boolean {
  return nameOf(workload).toLowerCase() === wanted.toLowerCase();
}

function nameOf({ kind, name }: WorkloadName): string {
  return `${kind}/${name}`;
}
