import { Connection, type Manifest } from '@alloydb-gke/core';
import type { EmulatorSpec } from '@alloydb-gke/emulator';
import { readManifestFiles, readManifestObjects } from '@alloydb-gke/rehearsal';
import { cloudSideFromConnection } from '../../../packages/rehearsal/src/cloud-side/cloud-side-from-connection';
import { planPods } from '../../../packages/rehearsal/src/pod-plan/plan-pods';

/** A deployment and the cloud that is declared for it. Nothing of it is in another one, so that many can be rehearsed at once. */
export interface World {
  readonly manifests: readonly Manifest[];
  readonly spec: EmulatorSpec;
}

/** A deployment of an example. */
export interface ExampleName {
  readonly title: string;
  readonly files: readonly string[];
  readonly connection: object;
}

/** An example as it is, with projects and a namespace of its own. */
export async function worldOf({ files, connection }: ExampleName, id: string): Promise<World> {
  const set = await readManifestFiles(files);
  const own = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value).replaceAll('my-project', `my-project-${id}`)) as Value;
  const manifests = set.objects.map(({ manifest }) => {
    const renamed = own(manifest);
    return { ...renamed, metadata: { ...renamed.metadata, namespace: id } };
  });
  const read = readManifestObjects(manifests);
  const document = Connection.parse(own(connection));
  const { spec } = cloudSideFromConnection([document], 'the connection', read, planPods(read));
  return { manifests, spec };
}

/** All of them in one cloud. */
export function together(worlds: readonly World[]): World {
  return {
    manifests: worlds.flatMap(({ manifests }) => manifests),
    spec: {
      projects: Object.assign({}, ...worlds.map(({ spec }) => spec.projects)) as NonNullable<EmulatorSpec['projects']>,
      kubernetesServiceAccounts: worlds.flatMap(({ spec }) => spec.kubernetesServiceAccounts ?? []),
      clusters: Object.assign({}, ...worlds.map(({ spec }) => spec.clusters)) as EmulatorSpec['clusters'],
    },
  };
}
