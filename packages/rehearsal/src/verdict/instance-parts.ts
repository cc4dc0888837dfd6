import type { CaseValues } from '@alloydb-gke/core';
import type { InstanceSpec } from '@alloydb-gke/emulator';
import type { CloudSide } from '../cloud-side/cloud-side';

/** The Auth Proxy looks for the URI anywhere in a text. */
const pattern = /projects\/([^/]+)\/locations\/([^/]+)\/clusters\/([^/?]+)(?:\/instances\/([^/?]+))?/;

/** The values of an instance that sentences name. */
export function instanceParts(uri: string): Partial<CaseValues> {
  const [instanceUri, project, region, cluster, instance] = pattern.exec(uri) ?? [];
  if (!instanceUri || !project || !region || !cluster) return { instanceUri: uri, instance: uri };
  return { project, region, cluster, ...(instance !== undefined && { instanceUri, instance }) };
}

/** What the cloud says of an instance. */
export function instanceIn(cloud: CloudSide, uri: string): InstanceSpec | undefined {
  const { project, region, cluster, instance } = instanceParts(uri);
  return cloud.spec.clusters[`projects/${project}/locations/${region}/clusters/${cluster}`]?.instances[instance ?? ''];
}

/** What an instance that is not there would be: the cloud has a primary instance in its cluster, or has none. */
export function missingInstanceType(cloud: CloudSide, uri: string): 'PRIMARY' | 'READ_POOL' {
  const { project, region, cluster } = instanceParts(uri);
  const { instances = {} } = cloud.spec.clusters[`projects/${project}/locations/${region}/clusters/${cluster}`] ?? {};
  return Object.values(instances).some(({ type = 'PRIMARY' }) => type === 'PRIMARY') ? 'READ_POOL' : 'PRIMARY';
}

/** How the Auth Proxy writes an instance in its log. */
export function nameInLog(uri: string): string {
  const { project, region, cluster, instance } = instanceParts(uri);
  return `${project}.${region}.${cluster}.${instance}`;
}
