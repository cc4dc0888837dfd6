import { assumeCloudSide } from './cloud-side/assume-cloud-side';
import type { CloudSide } from './cloud-side/cloud-side';
import { cloudSideFromConnection } from './cloud-side/cloud-side-from-connection';
import { cloudSideFromSpec } from './cloud-side/cloud-side-from-spec';
import type { ManifestSet } from './manifests/manifest-set';
import { readManifestFiles } from './manifests/read-manifest-files';
import { readManifestObjects } from './manifests/read-manifest-objects';
import { chooseWorkloads } from './pod-plan/choose-workloads';
import { type PlannedPods, planPods } from './pod-plan/plan-pods';
import type { PodPlan } from './pod-plan/pod-plan';
import { chooseProxyProgram } from './proxy-program/choose-proxy-program';
import type { ProxyProgram } from './proxy-program/find-proxy-program';
import type { CloudInput, RehearsalOptions } from './rehearsal-options';
import type { ManifestInput } from './rehearse';

/** Everything that is known before the first process starts. */
export interface PreparedRehearsal {
  readonly plans: readonly PodPlan[];
  readonly leftAlone: PlannedPods['leftAlone'];
  readonly cloud: CloudSide;
  readonly proxy: ProxyProgram;
  /** What is not as the manifests have it, as sentences. */
  readonly notes: readonly string[];
}

/** From what the user has to what is run. @throws RehearsalError with everything that is wrong */
export async function prepareRehearsal(manifests: ManifestInput, options: RehearsalOptions): Promise<PreparedRehearsal> {
  const set = await readManifests(manifests, options);
  const choose = (planned: PlannedPods): PlannedPods => chooseWorkloads(planned, options.only);
  const cloud = cloudSideOf(options.cloud, set, choose(planPods(set)));
  const whole = { objects: [...set.objects, ...cloud.manifests] };
  const { pods: plans, leftAlone } = choose(planPods(whole, { spec: cloud.spec }));
  const { program, notes } = await chooseProxyProgram(plans, options.proxyProgram);
  return { plans, leftAlone, cloud, proxy: program, notes };
}

async function readManifests(manifests: ManifestInput, options: RehearsalOptions): Promise<ManifestSet> {
  if ('objects' in manifests) return manifests;
  const paths = manifests.filter((one) => typeof one === 'string');
  if (paths.length === manifests.length) return readManifestFiles(paths, options);
  return readManifestObjects(
    manifests.filter((one) => typeof one === 'object'),
    options,
  );
}

function cloudSideOf(input: CloudInput, set: ManifestSet, planned: PlannedPods): CloudSide {
  if (input === 'assume') return assumeCloudSide(set, planned);
  if ('spec' in input) return cloudSideFromSpec(input.spec, input.source ?? 'the spec', set, planned);
  return cloudSideFromConnection(input.connections, input.source ?? 'the connection', set, planned);
}
