import { type ProblemList, quote } from '@alloydb-gke/core';
import { type Cluster, instancesOf } from './emulator-model';
import { problem } from './spec-codes';

/** All instances listen on the same port, so no address may be given twice. */
export function checkAddresses(clusters: readonly Cluster[], problems: ProblemList): void {
  const taken = new Map<string, string>();
  for (const cluster of clusters) {
    for (const { uri, addresses } of instancesOf(cluster)) {
      for (const [ipType, address] of Object.entries(addresses)) {
        const first = taken.get(address);
        const path = `clusters["${cluster.name}"].instances.${uri.instance}.addresses.${ipType}`;
        if (first === undefined) taken.set(address, path);
        else problems.add(problem('address-twice', path, { value: quote(address), first }));
      }
    }
  }
}
