import { type EmulatorSpec, emulatorSpecProblems } from '@alloydb-gke/emulator';
import type { ManifestSet } from '../manifests/manifest-set';
import type { PlannedPods } from '../pod-plan/plan-pods';
import { throwIfAny } from '../rehearsal-error';
import { withAccountsOf } from './accounts-of-manifests';
import { checkedSpec } from './checked-spec';
import type { CloudSide } from './cloud-side';

/**
 * The cloud side that a spec declares: what `cloud.yaml` holds.
 *
 * @param source what the report calls it
 * @throws RehearsalError with everything that is wrong with the spec, all at once
 */
export function cloudSideFromSpec(spec: unknown, source: string, set: ManifestSet, { pods }: Pick<PlannedPods, 'pods'>): CloudSide {
  throwIfAny(emulatorSpecProblems(spec).map((problem) => ({ ...problem, path: `${source} ${problem.path}` })));
  const whole = withAccountsOf(spec as EmulatorSpec, set, pods);
  return { spec: checkedSpec(whole, 'manifests'), source, assumptions: [], manifests: [], passwords: {} };
}
