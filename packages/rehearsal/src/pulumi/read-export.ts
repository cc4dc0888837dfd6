import type { JsonObject, Problem } from '@alloydb-gke/core';
import { objectIn, objectsIn, textIn } from '../pod-plan/json-fields';
import { problem } from '../rehearsal-codes';
import type { PulumiResource } from './pulumi-resource';
import { pulumiResource } from './read-resource';

/** Forms of a state that are read; 4 has a list of features beside the same fields. */
const versions = [3, 4];

/** The resources that there are, from `pulumi stack export`. */
export function readExport(document: JsonObject, path: string, problems: Problem[]): readonly PulumiResource[] {
  const version = document['version'];
  if (!versions.includes(Number(version))) {
    problems.push(problem('pulumi-export-version', path, { version: String(version), known: versions.join(' and ') }));
    return [];
  }
  const found = objectsIn(objectIn(document['deployment'])['resources']);
  if (found.length === 0) {
    problems.push(problem('pulumi-export-empty', path, {}));
    return [];
  }
  // What was replaced and is not deleted yet has the same URN.
  const kept = found.filter((state) => state['delete'] !== true);
  const states = new Map(kept.map((state) => [textIn(state['urn']) ?? '', state] as const));
  return [...states.values()].map((state) => pulumiResource(state, { all: states, config: {}, path }));
}
