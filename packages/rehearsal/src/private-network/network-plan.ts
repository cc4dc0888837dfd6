import type { EmulatorSpec, InstanceSpec } from '@alloydb-gke/emulator';

/** Where Google Cloud has its metadata server. */
export const metadataAddress = '169.254.169.254';

/** Where the Google APIs are: an address for services in the private network. */
export const servicesAddress = '10.127.0.2';

/** The node, as its pods see it. */
export const nodeAddress = '10.64.0.1';

/** The names of Google that lead to the emulator. */
export const googleNames = ['alloydb.googleapis.com', 'iamcredentials.googleapis.com'] as const;

/** The address of a pod by its number, from 0. */
export function podAddress(number: number): string {
  const host = number + 2;
  return `10.64.${Math.floor(host / 256)}.${host % 256}`;
}

/** By kind of address: ranges as they are in a VPC, and one for documentation where it would be public. */
const ranges = { PRIVATE: '10.90.0', PSC: '10.91.0', PUBLIC: '203.0.113' } as const;

/** Gives every instance addresses of the private network, for each kind that it has. */
export function placeInstances(spec: EmulatorSpec): { readonly spec: EmulatorSpec; readonly addresses: readonly string[] } {
  const addresses: string[] = [];
  let number = 1;
  const place = (instance: InstanceSpec): InstanceSpec => {
    number += 1;
    const own = (instance.ipTypes ?? ['PRIVATE']).map((ipType) => [ipType, `${ranges[ipType]}.${number}`] as const);
    addresses.push(...own.map(([, address]) => address));
    return { ...instance, addresses: Object.fromEntries(own) };
  };
  const clusters = Object.entries(spec.clusters).map(([name, cluster]) => {
    const instances = Object.entries(cluster.instances).map(([id, instance]) => [id, place(instance ?? {})] as const);
    return [name, { ...cluster, instances: Object.fromEntries(instances) }] as const;
  });
  return { spec: { ...spec, ports: { httpsFront: 443 }, clusters: Object.fromEntries(clusters) }, addresses };
}
