import {
  type AuthProxyOptions,
  type Connection,
  type FieldsOf,
  isDnsLabel,
  type JsonObject,
  type OrganisationDefaults,
  ProblemList,
  quote,
  readBoolean,
  readConnectionObject,
  readFields,
  readObject,
  readText,
  readWholeNumber,
} from '@alloydb-gke/core';
import type { AlloyDBApplicationProps, ApplicationProxyOptions } from './alloydb-application';
import { problem } from './cdk8s-codes';
import { throwIfAny } from './construct-error';
import { readContainer, readPodSpec } from './read-application-pod';
import { readDefaults } from './read-identity-props';
import { readVariables } from './read-variables';

/** The fields of an application, with what each means. */
const applicationFields: FieldsOf<AlloyDBApplicationProps> = {
  connection: { meaning: 'a Connection, made with Connection.of({ … }) or Connection.parse(document)', required: true },
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
  proxy: { meaning: 'options of the proxy' },
  adoptServiceAccount: { meaning: 'true or false' },
  defaults: { meaning: 'what the organisation says' },
};

/** An application with everything read. */
export interface ApplicationPlan {
  readonly connection: Connection;
  readonly image: string;
  readonly name: string | undefined;
  readonly replicas: number;
  readonly port: number | undefined;
  readonly variables: Readonly<Record<string, string>>;
  readonly resources: JsonObject | undefined;
  readonly securityContext: JsonObject | undefined;
  readonly container: JsonObject;
  readonly podSpec: JsonObject;
  readonly proxy: ApplicationProxyOptions;
  readonly adoptServiceAccount: boolean;
  readonly defaults: OrganisationDefaults | undefined;
}

/**
 * Reads the properties of an application. Those of its proxy are read by the proxy.
 *
 * @throws ConstructError with every problem at once
 */
export function readApplication(props: unknown, path: string): ApplicationPlan {
  const problems = new ProblemList();
  const plan = readFieldsOf(readFields(props, path, applicationFields, problems) ?? {}, path, problems);
  throwIfAny(problems.all);
  return plan as ApplicationPlan;
}

type Unfinished = Omit<ApplicationPlan, 'connection' | 'image'> & {
  readonly connection: Connection | undefined;
  readonly image: string | undefined;
};

function readFieldsOf(fields: Readonly<Record<string, unknown>>, path: string, problems: ProblemList): Unfinished {
  const object = (field: string): JsonObject | undefined => readObject(fields[field], `${path}.${field}`, 'an object', problems);
  const allowMovingTag = readBoolean(fields['allowMovingTag'], `${path}.allowMovingTag`, problems) ?? false;
  return {
    connection: readConnectionObject(fields['connection'], `${path}.connection`, problems),
    image: readImage(fields['image'], allowMovingTag, `${path}.image`, problems),
    name: readName(fields['name'], `${path}.name`, problems),
    replicas: readWholeNumber(fields['replicas'], `${path}.replicas`, 0, problems) ?? 1,
    port: readWholeNumber(fields['port'], `${path}.port`, 1, problems, 65_535),
    variables: readVariables(fields['variables'], `${path}.variables`, problems),
    resources: object('resources'),
    securityContext: object('securityContext'),
    container: readContainer(fields['container'], `${path}.container`, problems),
    podSpec: readPodSpec(fields['podSpec'], `${path}.podSpec`, problems),
    proxy: readProxy(fields['proxy'], `${path}.proxy`, problems),
    adoptServiceAccount: readBoolean(fields['adoptServiceAccount'], `${path}.adoptServiceAccount`, problems) ?? false,
    defaults: readDefaults(fields['defaults'], `${path}.defaults`, problems),
  };
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

function readProxy(value: unknown, path: string, problems: ProblemList): ApplicationProxyOptions {
  const options = readObject(value, path, 'an object', problems) ?? {};
  for (const field of ['connection', 'defaults'] as const satisfies readonly (keyof AuthProxyOptions)[]) {
    if (options[field] !== undefined) problems.add(problem('application-proxy', `${path}.${field}`, { field }));
  }
  return options;
}
