import type { EmulatorSpec } from '@alloydb-gke/emulator';
import type { ManifestSet, ReadManifest, ReadOptions } from '../manifests/manifest-set';
import { throwIfAny } from '../rehearsal-error';
import { clustersOfPlan } from './clusters-of-plan';
import { connectionsOfPlan, databasesOfAccesses, type FoundConnection } from './connections-of-plan';
import { iamOfPlan } from './iam-of-plan';
import { manifestsOfPlan } from './manifests-of-plan';
import type { PulumiPlan } from './pulumi-resource';
import { PulumiValues } from './pulumi-values';
import { workloadPoolOfPlan } from './workload-pool-of-plan';

/** What a plan of Pulumi says, in the terms of a rehearsal. */
export interface OpenedPlan {
  readonly source: string;
  readonly set: ManifestSet;
  /** Secrets of which a value is not shown, with those of their keys whose values are. */
  readonly hiddenSecrets: readonly ReadManifest[];
  /** What the programs make. A password that is not shown is the empty one. */
  readonly spec: Required<Pick<EmulatorSpec, 'projects' | 'clusters'>>;
  readonly connections: readonly FoundConnection[];
  /** The pool of the GKE cluster, where the programs say which. */
  readonly workloadPool: string | undefined;
}

/** Opens a plan. @throws RehearsalError with everything that would have to be known and is not, all at once */
export function openPlan(plan: PulumiPlan, options: ReadOptions = {}): OpenedPlan {
  const values = new PulumiValues(plan);
  const { set, hiddenSecrets } = manifestsOfPlan(values, options);
  const projects = iamOfPlan(values);
  const clusters = { ...clustersOfPlan(values) };
  for (const { cluster, databases } of databasesOfAccesses(values)) {
    const found = clusters[cluster];
    if (found) clusters[cluster] = { ...found, databases: { ...found.databases, ...databases } };
  }
  const connections = connectionsOfPlan(values);
  throwIfAny(values.problems);
  return { source: plan.source, set, hiddenSecrets, spec: { projects, clusters }, connections, workloadPool: workloadPoolOfPlan(values) };
}
