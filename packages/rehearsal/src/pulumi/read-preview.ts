import type { JsonObject, Problem } from '@alloydb-gke/core';
import { objectIn, objectsIn, textIn } from '../pod-plan/json-fields';
import { problem } from '../rehearsal-codes';
import type { PulumiResource } from './pulumi-resource';
import { pulumiResource } from './read-resource';

/** What removes a resource. */
const removing = new Set(['delete', 'delete-replaced', 'discard', 'discard-replaced', 'remove-pending-replace', 'read-discard']);

/** The resources that there will be, from `pulumi preview --json`. */
export function readPreview(document: JsonObject, path: string, problems: Problem[]): readonly PulumiResource[] {
  if (objectsIn(document['diagnostics']).some(({ severity }) => severity === 'error')) {
    problems.push(problem('pulumi-preview-failed', path, {}));
    return [];
  }
  const steps = objectsIn(document['steps']);
  if (steps.length === 0) {
    problems.push(problem('pulumi-preview-without-steps', path, {}));
    return [];
  }
  const said = Number(objectIn(document['changeSummary'])['same'] ?? 0);
  const shown = steps.filter(({ op }) => op === 'same').length;
  if (said > shown) {
    problems.push(problem('pulumi-preview-hides-same', path, { count: String(said - shown) }));
    return [];
  }
  // A resource that is replaced has a step for the old one, one for the new one, and one for both.
  const states = new Map<string, JsonObject>();
  for (const step of steps) {
    const state = objectIn(step['newState']);
    const urn = textIn(state['urn']);
    if (urn !== undefined && !removing.has(String(step['op']))) states.set(urn, state);
  }
  const config = objectIn(document['config']);
  return [...states.values()].map((state) => pulumiResource(state, { all: states, config, path }));
}
