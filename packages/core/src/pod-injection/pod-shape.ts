import type { ProblemList } from '../errors/problem-list';
import { isJsonObject, type JsonObject } from '../kubernetes/json';
import { problem } from './pod-injection-codes';

/** The lists of a pod and of a container that are read, with what names their entries. */
const podLists = [
  ['containers', 'name'],
  ['initContainers', 'name'],
  ['volumes', 'name'],
] as const;
const containerLists = [
  ['env', 'name'],
  ['ports', 'containerPort'],
  ['volumeMounts', 'mountPath'],
] as const;

/** Whether every list of the pod that is read is one. What is not is a problem: nothing could be said of it. */
export function hasPodShape(spec: JsonObject, path: string, problems: ProblemList): boolean {
  if (!hasLists(spec, podLists, path, problems)) return false;
  let isRight = true;
  for (const list of ['containers', 'initContainers'] as const) {
    const containers = (spec[list] ?? []) as readonly JsonObject[];
    for (let index = 0; index < containers.length; index += 1) {
      const container = containers[index];
      if (container && !hasLists(container, containerLists, `${path}.${list}[${index}]`, problems)) isRight = false;
    }
  }
  return isRight;
}

/** YAML says null where there is nothing. */
function hasLists(object: JsonObject, lists: readonly (readonly [string, string])[], path: string, problems: ProblemList): boolean {
  let isRight = true;
  for (const [field, key] of lists) {
    const list = object[field];
    if (list === undefined || list === null) continue;
    if (Array.isArray(list) && list.every((entry) => isJsonObject(entry) && entry[key] !== undefined && entry[key] !== null)) continue;
    problems.add(problem('not-a-list', `${path}.${field}`, { key }));
    isRight = false;
  }
  return isRight;
}
