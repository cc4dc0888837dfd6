import { InstanceUri, isInstanceId, type ProblemList, quote, readFields } from '@alloydb-gke/core';
import type { Cluster, Instance } from './emulator-model';
import { readDatabaseUsers } from './read-database-users';
import { readDatabases } from './read-databases';
import { readInstance } from './read-instance';
import { orEmpty, readMap } from './read-map';
import { problem } from './spec-codes';

const fieldTable = {
  instances: { meaning: 'the instances by their id', required: true },
  databases: { meaning: 'the databases by their name' },
  users: { meaning: 'the database users by their name' },
} as const;

/** Reads a cluster. The result is usable only if no problem was gathered. */
export function readCluster(name: string, value: unknown, path: string, problems: ProblemList): Cluster | undefined {
  const fields = readFields(orEmpty(value), path, fieldTable, problems);
  const place = clusterPlace(name);
  if (!place) problems.add(problem('cluster-name', path, { value: quote(name) }));
  if (!fields || !place) return undefined;
  const instances = readInstances(fields['instances'], `${path}.instances`, place, problems);
  const users = readDatabaseUsers(fields['users'], `${path}.users`, problems);
  const databases = readDatabases(fields['databases'], `${path}.databases`, users, problems);
  const primary = solePrimary(instances, `${path}.instances`, problems);
  if (!primary) return undefined;
  const readPools = instances.filter(({ type }) => type === 'READ_POOL');
  return { name, project: place.project, location: place.location, id: place.cluster, primary, readPools, databases, users };
}

/** The parts of a cluster's name, as the URI of an instance in it. */
function clusterPlace(name: string): InstanceUri | undefined {
  try {
    const place = InstanceUri.parse(`${name}/instances/any`);
    return place.clusterName === name ? place : undefined;
  } catch {
    return undefined;
  }
}

function readInstances(value: unknown, path: string, place: InstanceUri, problems: ProblemList): readonly Instance[] {
  return readMap(value, path, 'instances', problems).flatMap(([id, instance]) => {
    if (isInstanceId(id)) return readInstance(place.sibling(id), orEmpty(instance), `${path}.${id}`, problems);
    problems.add(problem('instance-id', path, { value: quote(id) }));
    return [];
  });
}

function solePrimary(instances: readonly Instance[], path: string, problems: ProblemList): Instance | undefined {
  const primaries = instances.filter(({ type }) => type === 'PRIMARY');
  if (primaries.length === 0) problems.add(problem('no-primary', path, {}));
  if (primaries.length > 1) {
    const names = primaries.map(({ uri }) => uri.instance).join(', ');
    problems.add(problem('two-primaries', path, { count: primaries.length, names }));
  }
  return primaries[0];
}
