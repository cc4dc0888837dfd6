import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readChoice, readFields, readText } from '../input/read-fields';
import { InstanceUri } from '../instance-uri/instance-uri';
import { isInstanceId } from '../instance-uri/instance-uri-grammar';
import { instanceUriProblems } from '../instance-uri/instance-uri-problems';
import { isJsonObject } from '../kubernetes/json';
import { problem } from './connection-codes';
import { type IpType, ipTypes } from './ip-type';

/** An instance of a connection, every default filled in. */
export interface ConnectionInstance {
  /** The name that the application knows it by. */
  readonly name: string;
  /** Which instance it is. */
  readonly uri: InstanceUri;
  /** Which of its addresses is dialled. */
  readonly ipType: IpType;
}

const instanceFields = {
  uri: { meaning: 'the instance URI, or the id of an instance in the same cluster', required: true },
  ipType: { meaning: '"PRIVATE", "PUBLIC" or "PSC"' },
} as const;

/** A name that the application knows an instance by. */
export const instanceNamePattern: RegExp = /^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/;

/** Reads the map of instances: the default instance first, the others by name, so that the order of a map never matters. */
export function readInstances(value: unknown, path: string, ipType: IpType, problems: ProblemList): readonly ConnectionInstance[] {
  if (!isJsonObject(value)) {
    problems.add(problem('instances-not-by-name', path, { value: quote(value) }));
    return [];
  }
  const specs = Object.entries(value).filter(([, spec]) => spec !== undefined);
  if (specs.length === 0) {
    problems.add(problem('instances-empty', path, {}));
    return [];
  }
  const written = specs
    .sort(([left], [right]) => defaultFirst(left, right))
    .map(([name, spec]) => ({ name, ...readSpec(spec, `${path}.${name}`, problems) }));
  for (const { name } of written) {
    if (!instanceNamePattern.test(name)) problems.add(problem('instance-name', path, { value: quote(name) }));
  }
  const clusters = clustersOf(written.map(({ uri }) => uri));
  return written.flatMap(({ name, uri, ipType: own }) => {
    if (uri === undefined) return [];
    const resolved = resolve(uri, `${path}.${name}`, clusters, problems);
    return resolved ? [{ name, uri: resolved, ipType: own ?? ipType }] : [];
  });
}

/** `primary` comes first, then the order of the alphabet. */
function defaultFirst(left: string, right: string): number {
  if (left === right) return 0;
  if (left === 'primary') return -1;
  if (right === 'primary') return 1;
  return left < right ? -1 : 1;
}

function readSpec(value: unknown, path: string, problems: ProblemList): { uri: string | undefined; ipType: IpType | undefined } {
  if (typeof value === 'string') return { uri: value, ipType: undefined };
  const fields = readFields(value, path, instanceFields, problems);
  return {
    uri: readText(fields?.['uri'], `${path}.uri`, problems),
    ipType: readChoice(fields?.['ipType'], `${path}.ipType`, ipTypes, problems),
  };
}

/** One instance of each cluster that a whole URI names. A bare id is a sibling if there is exactly one. */
function clustersOf(values: readonly (string | undefined)[]): readonly InstanceUri[] {
  const clusters = new Map<string, InstanceUri>();
  for (const value of values) {
    if (value === undefined || instanceUriProblems(value, '').length > 0) continue; // Reported where it is resolved.
    const uri = InstanceUri.parse(value);
    if (!clusters.has(uri.clusterName)) clusters.set(uri.clusterName, uri);
  }
  return [...clusters.values()];
}

function resolve(value: string, path: string, clusters: readonly InstanceUri[], problems: ProblemList): InstanceUri | undefined {
  if (!isInstanceId(value)) return problems.attempt(() => InstanceUri.parse(value, path));
  const [cluster, another] = clusters;
  if (cluster && !another) return cluster.sibling(value);
  const reason = cluster
    ? `the instance URIs here name ${clusters.length} clusters that it could be in`
    : 'no instance URI here says which cluster that is';
  problems.add(problem('sibling-of-nothing', path, { value: quote(value), reason }));
  return undefined;
}
