import { assumeCloudSide } from './cloud-side/assume-cloud-side';
import type { CloudSide } from './cloud-side/cloud-side';
import { cloudSideFromConnection } from './cloud-side/cloud-side-from-connection';
import { cloudSideFromPulumi } from './cloud-side/cloud-side-from-pulumi';
import { cloudSideFromSpec } from './cloud-side/cloud-side-from-spec';
import type { ManifestSet } from './manifests/manifest-set';
import { namespaceNotes, namespaceOfConnections } from './manifests/namespace-of-connections';
import { readManifestFiles } from './manifests/read-manifest-files';
import { readManifestObjects } from './manifests/read-manifest-objects';
import { chooseWorkloads } from './pod-plan/choose-workloads';
import { type PlannedPods, planPods } from './pod-plan/plan-pods';
import type { PodPlan } from './pod-plan/pod-plan';
import { unsentProbeNotes } from './pod-plan/unsent-probes';
import { type ChosenProxy, chooseProxyProgram } from './proxy-program/choose-proxy-program';
import { type OpenedPlan, openPlan } from './pulumi/open-plan';
import type { CloudInput, RehearsalOptions } from './rehearsal-options';
import type { ManifestInput } from './rehearse';

/** Everything that is known before the first process starts. */
export interface PreparedRehearsal {
  readonly plans: readonly PodPlan[];
  readonly leftAlone: PlannedPods['leftAlone'];
  readonly cloud: CloudSide;
  readonly proxy: ChosenProxy['program'];
  /** What is not as the manifests have it, as sentences. */
  readonly notes: readonly string[];
}

/** From what the user has to what is run. @throws RehearsalError with everything that is wrong */
export async function prepareRehearsal(manifests: ManifestInput, given: RehearsalOptions): Promise<PreparedRehearsal> {
  const ofConnections = given.namespace === undefined ? namespaceOfConnections(given.cloud) : undefined;
  const options = ofConnections === undefined ? given : { ...given, namespace: ofConnections };
  const opened = typeof options.cloud === 'object' && 'pulumi' in options.cloud ? openPlan(options.cloud.pulumi, options) : undefined;
  const set = await readManifests(manifests, options, opened);
  const choose = (planned: PlannedPods): PlannedPods => chooseWorkloads(planned, options.only);
  const cloud = cloudSideOf(options.cloud, set, choose(planPods(set)), opened);
  const whole = { objects: [...set.objects, ...cloud.manifests] };
  const { pods: plans, leftAlone } = choose(planPods(whole, { spec: cloud.spec }));
  const { program, notes } = await chooseProxyProgram(plans, options);
  return { plans, leftAlone, cloud, proxy: program, notes: [...namespaceNotes(ofConnections, set), ...unsentProbeNotes(plans), ...notes] };
}

/** What Pulumi declares comes first; with it there need be no other manifests. */
async function readManifests(manifests: ManifestInput, options: RehearsalOptions, plan: OpenedPlan | undefined): Promise<ManifestSet> {
  if (!plan) return readOwn(manifests, options);
  if (!('objects' in manifests) && manifests.length === 0) return plan.set;
  return { objects: [...plan.set.objects, ...(await readOwn(manifests, options)).objects] };
}

async function readOwn(manifests: ManifestInput, options: RehearsalOptions): Promise<ManifestSet> {
  if ('objects' in manifests) return manifests;
  const paths = manifests.filter((one) => typeof one === 'string');
  if (paths.length === manifests.length) return readManifestFiles(paths, options);
  return readManifestObjects(
    manifests.filter((one) => typeof one === 'object'),
    options,
  );
}

function cloudSideOf(input: CloudInput, set: ManifestSet, planned: PlannedPods, opened: OpenedPlan | undefined): CloudSide {
  if (input === 'assume') return assumeCloudSide(set, planned);
  if ('pulumi' in input) return cloudSideFromPulumi(opened ?? openPlan(input.pulumi), input.connections ?? [], set, planned);
  if ('spec' in input) return cloudSideFromSpec(input.spec, input.source ?? 'the spec', set, planned);
  return cloudSideFromConnection(input.connections, input.source ?? 'the connection', set, planned);
}
