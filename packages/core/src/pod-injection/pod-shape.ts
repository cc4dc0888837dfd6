import type { ProblemList } from '../errors/problem-list';
import { isJsonObject, type JsonObject } from '../kubernetes/json';
import { problem } from './pod-injection-codes';

/** The lists of a pod and of a container that are read, with what names their entries. */
const podLists = { containers: 'name', initContainers: 'name', volumes: 'name' } as const;
const containerLists = { env: 'name', ports: 'containerPort', volumeMounts: 'mountPath' } as const;

/** Whether every list of the pod that is read is one. What is not is a problem: nothing could be said of it. */
export function hasPodShape(spec: JsonObject, path: string, problems: ProblemList): boolean {
  const wrong = wrongLists(spec, podLists, path);
  if (wrong.length === 0) {
    for (const list of ['containers', 'initContainers'] as const) {
      for (const [index, container] of (listOf(spec, list) as readonly JsonObject[]).entries()) {
        wrong.push(...wrongLists(container, containerLists, `${path}.${list}[${index}]`));
      }
    }
  }
  for (const { at, key } of wrong) problems.add(problem('not-a-list', at, { key }));
  return wrong.length === 0;
}

interface WrongList {
  readonly at: string;
  readonly key: string;
}

function wrongLists(object: JsonObject, lists: Readonly<Record<string, string>>, path: string): WrongList[] {
  return Object.entries(lists).flatMap(([field, key]) => {
    const list = listOf(object, field);
    const isRight = Array.isArray(list) && list.every((entry) => isJsonObject(entry) && entry[key] !== undefined && entry[key] !== null);
    return isRight ? [] : [{ at: `${path}.${field}`, key }];
  });
}

/** YAML says null where there is nothing. */
function listOf(object: JsonObject, field: string): unknown {
  return object[field] ?? [];
}
