import type { ProblemList } from '../errors/problem-list';
import { readList, readObject } from '../input/read-fields';
import type { JsonObject } from '../kubernetes/json';
import { problem } from './application-workload-codes';
import { isVariableName } from './read-variables';

/** Why a field of the application's container cannot be set, and what to do instead. */
const derivedContainerFields: Readonly<Record<string, { readonly reason: string; readonly repair: string }>> = {
  name: { reason: 'is "app" in every application', repair: 'Leave it out.' },
  image: { reason: 'follows from "image"', repair: 'Use "image" for it.' },
  resources: { reason: 'follows from "resources"', repair: 'Use "resources" for it.' },
  securityContext: { reason: 'follows from "securityContext"', repair: 'Use "securityContext" for it.' },
};

const accountRepair = 'Set identity.kubernetesServiceAccount of the connection for it.';
const derivedPodFields: Readonly<Record<string, { readonly reason: string; readonly repair: string }>> = {
  containers: {
    reason: 'follows from "image" and "container"',
    repair: 'Use "container" for it, or attach an AuthProxy to a Deployment of your own.',
  },
  serviceAccountName: { reason: 'follows from the connection', repair: accountRepair },
  serviceAccount: { reason: 'follows from the connection', repair: accountRepair },
};

/** Reads what is said of the application's container, without what other properties say. */
export function readContainer(value: unknown, path: string, problems: ProblemList): JsonObject {
  const container = readObject(value, path, 'an object', problems) ?? {};
  refuse(container, 'container', derivedContainerFields, path, problems);
  readEntries(container['env'], `${path}.env`, isVariable, 'application-variable', problems);
  readEntries(container['ports'], `${path}.ports`, isPort, 'application-port', problems);
  return container;
}

/** Reads what is said of the pod, without what other properties say. */
export function readPodSpec(value: unknown, path: string, problems: ProblemList): JsonObject {
  const podSpec = readObject(value, path, 'an object', problems) ?? {};
  refuse(podSpec, 'podSpec', derivedPodFields, path, problems);
  return podSpec;
}

function refuse(object: JsonObject, target: string, derived: typeof derivedPodFields, path: string, problems: ProblemList): void {
  for (const [field, values] of Object.entries(derived)) {
    if (Object.hasOwn(object, field)) problems.add(problem('application-field', `${path}.${field}`, { target, field, ...values }));
  }
}

function readEntries(
  value: unknown,
  path: string,
  isRight: (entry: JsonObject) => boolean,
  code: 'application-variable' | 'application-port',
  problems: ProblemList,
): void {
  for (const [index, entry] of (readList(value, path, 'a list', problems) ?? []).entries()) {
    const at = `${path}[${index}]`;
    const isObject = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
    if (!isObject || !isRight(entry as JsonObject)) problems.add(problem(code, at, {}));
  }
}

function isVariable({ name, value, valueFrom }: JsonObject): boolean {
  const hasOneSource = valueFrom === undefined ? value === undefined || typeof value === 'string' : value === undefined;
  return typeof name === 'string' && isVariableName(name) && hasOneSource;
}

function isPort({ containerPort }: JsonObject): boolean {
  return typeof containerPort === 'number' && Number.isInteger(containerPort) && containerPort >= 1 && containerPort <= 65_535;
}
