import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { type FieldTable, readBoolean, readObject, readText, readWholeNumber } from '../input/read-fields';
import type { JsonObject } from '../kubernetes/json';
import { isDnsLabel } from '../kubernetes/object-name';
import { problem } from './application-workload-codes';
import { readContainer, readPodSpec } from './read-application-pod';
import { readVariables } from './read-variables';

/** The fields that say what runs, with what each means. */
export const applicationWorkloadFields: Readonly<Record<keyof ApplicationWorkload | 'allowMovingTag', FieldTable[string]>> = {
  image: { meaning: 'the image of the application', required: true },
  allowMovingTag: { meaning: 'true or false' },
  name: { meaning: 'the name of the Deployment' },
  replicas: { meaning: 'how many pods run' },
  port: { meaning: 'the port that the application listens on' },
  variables: { meaning: 'variables of the application' },
  resources: { meaning: "requests and limits of the application's container" },
  securityContext: { meaning: "the security context of the application's container" },
  container: { meaning: "anything else of the application's container" },
  podSpec: { meaning: 'anything else of the pod' },
};

/** What runs: everything read, every default filled in. */
export interface ApplicationWorkload {
  /** The image of the application. */
  readonly image: string;
  /** Name of the Deployment, where one is said. */
  readonly name: string | undefined;
  /** How many pods run. */
  readonly replicas: number;
  /** The port that the application listens on. */
  readonly port: number | undefined;
  /** Variables besides those of the database. */
  readonly variables: Readonly<Record<string, string>>;
  /** Requests and limits of the application's container. */
  readonly resources: JsonObject | undefined;
  /** Security context of the application's container. */
  readonly securityContext: JsonObject | undefined;
  /** Anything else of the application's container. */
  readonly container: JsonObject;
  /** Anything else of the pod. */
  readonly podSpec: JsonObject;
}

/** Reads what runs. It is usable only if no problem was gathered: without an image there is none. */
export function readApplicationWorkload(
  fields: Readonly<Record<string, unknown>>,
  path: string,
  problems: ProblemList,
): Omit<ApplicationWorkload, 'image'> & { readonly image: string | undefined } {
  const object = (field: string): JsonObject | undefined => readObject(fields[field], `${path}.${field}`, 'an object', problems);
  const allowMovingTag = readBoolean(fields['allowMovingTag'], `${path}.allowMovingTag`, problems) ?? false;
  return {
    image: readImage(fields['image'], allowMovingTag, `${path}.image`, problems),
    name: readName(fields['name'], `${path}.name`, problems),
    replicas: readWholeNumber(fields['replicas'], `${path}.replicas`, 0, problems) ?? 1,
    port: readWholeNumber(fields['port'], `${path}.port`, 1, problems, 65_535),
    variables: readVariables(fields['variables'], `${path}.variables`, problems),
    resources: object('resources'),
    securityContext: object('securityContext'),
    container: readContainer(fields['container'], `${path}.container`, problems),
    podSpec: readPodSpec(fields['podSpec'], `${path}.podSpec`, problems),
  };
}

/** Reads the options of the proxy that an application brings. What the application says already is refused. */
export function readApplicationProxy(value: unknown, path: string, problems: ProblemList): JsonObject {
  const options = readObject(value, path, 'an object', problems) ?? {};
  for (const field of ['connection', 'defaults'] as const) {
    if (options[field] !== undefined) problems.add(problem('application-proxy', `${path}.${field}`, { field }));
  }
  return options;
}

function readName(value: unknown, path: string, problems: ProblemList): string | undefined {
  const name = readText(value, path, problems);
  if (name !== undefined && !isDnsLabel(name)) problems.add(problem('application-name', path, { value: quote(name) }));
  return name;
}

function readImage(value: unknown, allowMovingTag: boolean, path: string, problems: ProblemList): string | undefined {
  const image = readText(value, path, problems);
  if (image === undefined) return undefined;
  if (/^\s*$/.test(image) || !(allowMovingTag || isPinned(image))) {
    problems.add(problem('application-image', path, { value: quote(image) }));
  }
  return image;
}

/** Whether an image has a digest, or a tag that is not `latest`. */
function isPinned(image: string): boolean {
  const tag = /:([\w.-]+)$/.exec(image)?.[1];
  return image.includes('@sha256:') || (tag !== undefined && tag !== 'latest');
}
