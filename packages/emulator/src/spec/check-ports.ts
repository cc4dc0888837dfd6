import { type ProblemList, quote } from '@alloydb-gke/core';
import type { Ports } from './emulator-model';
import { problem } from './spec-codes';

/** No port may be given twice; each metadata server after the first takes the next one. */
export function checkPorts(ports: Ports, metadataServers: number, problems: ProblemList): void {
  const taken = new Map<number, string>();
  for (const [name, first] of Object.entries(ports) as readonly (readonly [keyof Ports, number])[]) {
    const path = `ports.${name}`;
    const count = name === 'metadataServer' ? metadataServers : 1;
    for (let port = first; first !== 0 && port < first + count; port += 1) {
      const before = taken.get(port);
      if (before !== undefined) problems.add(problem('service-port-twice', path, { value: quote(port), first: before }));
      else if (port > 65_535) problems.add(problem('emulator-port', path, { value: quote(port) }));
      taken.set(port, before ?? path);
    }
  }
}
