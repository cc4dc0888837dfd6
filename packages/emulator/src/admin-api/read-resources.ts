import { type AuthMode, authModes } from '@alloydb-gke/core';
import { notFound } from '../google-api/api-errors';
import { type Cluster, type DatabaseUser, type Instance, instancesOf } from '../spec/emulator-model';
import { clustersBelow, findCluster, findInstance } from './find-resource';
import { instanceUid } from './instance-uid';
import type { MethodCall } from './method-call';

export function getCluster({ resource, context }: MethodCall): object {
  return clusterResource(findCluster(resource, context));
}

export function listClusters({ resource, context }: MethodCall): object {
  return { clusters: clustersBelow(resource, context).map(clusterResource) };
}

export function getInstance(call: MethodCall): object {
  return instanceResource(findInstance(call.resource, call.context).instance, call);
}

export function listInstances(call: MethodCall): object {
  const instances = clustersBelow(call.resource, call.context).flatMap(instancesOf);
  return { instances: instances.map((instance) => instanceResource(instance, call)) };
}

export function getUser({ resource, context }: MethodCall): object {
  const [, clusterName = '', userName = ''] = /^(.*)\/users\/([^/]+)$/.exec(resource) ?? [];
  const cluster = findCluster(clusterName, context);
  const user = cluster.users.find(({ name }) => name === userName);
  if (user) return userResource(user, cluster);
  context.log.record('database-user-missing', cluster.name, { user: userName, auth: userName.includes('@') ? 'iam' : 'built-in' });
  throw notFound(resource);
}

export function listUsers({ resource, context }: MethodCall): object {
  return { users: clustersBelow(resource, context).flatMap((cluster) => cluster.users.map((user) => userResource(user, cluster))) };
}

function clusterResource({ name }: Cluster): object {
  return { name, uid: instanceUid(name), state: 'READY', clusterType: 'PRIMARY' };
}

function instanceResource({ uri, type, databaseFlags, requireConnectors }: Instance, { addresses }: MethodCall): object {
  const { PRIVATE, PUBLIC, PSC } = addresses.instances[uri.toString()]?.byIpType ?? {};
  return {
    name: uri.toString(),
    uid: instanceUid(uri.toString()),
    state: 'READY',
    instanceType: type,
    databaseFlags,
    clientConnectionConfig: { requireConnectors },
    ...(PRIVATE !== undefined && { ipAddress: PRIVATE }),
    ...(PUBLIC !== undefined && { publicIpAddress: PUBLIC }),
    ...(PSC !== undefined && { pscInstanceConfig: { pscDnsName: PSC } }),
  };
}

/** A password is never a part of it: it is an input of the API only. */
function userResource({ name, auth, databaseRoles }: DatabaseUser, cluster: Cluster): object {
  const roles: Record<AuthMode, readonly string[]> = { iam: ['alloydbiamuser', ...databaseRoles], 'built-in': databaseRoles };
  return { name: `${cluster.name}/users/${name}`, databaseRoles: roles[auth], userType: authModes[auth].adminApi };
}
