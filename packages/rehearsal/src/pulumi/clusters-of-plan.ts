import type { IpType, JsonObject } from '@alloydb-gke/core';
import type { ClusterSpec, DatabaseUserSpec, EmulatorSpec, InstanceSpec } from '@alloydb-gke/emulator';
import { objectIn, textIn, textsIn } from '../pod-plan/json-fields';
import { isHidden, isUnknown } from './marked-values';
import type { PulumiResource } from './pulumi-resource';
import type { PulumiValues } from './pulumi-values';

const instanceType = 'gcp:alloydb/instance:Instance';
const userType = 'gcp:alloydb/user:User';
const clusterType = 'gcp:alloydb/cluster:Cluster';

/** Roles that every user of its kind has, and that nobody has to be given. */
const rolesOfEveryone = ['alloydbiamuser'];

/** In place of a password that is not shown. It is no password: an empty one is refused. */
export const hiddenPassword = '';

/** The AlloyDB clusters of a plan, with their instances and users. One of which it has neither is left out. */
export function clustersOfPlan(values: PulumiValues): EmulatorSpec['clusters'] {
  const clusters = new Map<string, { instances: Record<string, InstanceSpec>; users: Record<string, DatabaseUserSpec> }>();
  const clusterNamed = (name: string): { instances: Record<string, InstanceSpec>; users: Record<string, DatabaseUserSpec> } => {
    const cluster = clusters.get(name) ?? { instances: {}, users: {} };
    clusters.set(name, cluster);
    return cluster;
  };
  const resources = values.ofType(clusterType);
  for (const resource of resources) if (values.clusterName(resource) === undefined) values.missing(resource, 'clusterId');
  for (const resource of values.ofType(instanceType)) {
    const [cluster, id] = [clusterOf(resource, values), values.needed(resource, 'instanceId')];
    if (cluster === undefined || id === undefined) continue;
    clusterNamed(cluster).instances[id] = instanceOf(
      resource,
      resources.find((one) => values.clusterName(one) === cluster),
      values,
    );
  }
  for (const resource of values.ofType(userType)) {
    const [cluster, user] = [clusterOf(resource, values), userOf(resource, values)];
    if (cluster === undefined || user === undefined) continue;
    clusterNamed(cluster).users[user] = userSpec(resource);
  }
  for (const resource of resources) {
    const found = clusters.get(values.clusterName(resource) ?? '');
    if (found) Object.assign(found.users, initialUser(resource));
  }
  return Object.fromEntries([...clusters].map(([name, cluster]): [string, ClusterSpec] => [name, cluster]));
}

/** The administrator that a cluster is made with. Source: https://cloud.google.com/alloydb/docs/database-users/about#alloydbsuperuser */
function initialUser({ inputs }: PulumiResource): Readonly<Record<string, DatabaseUserSpec>> {
  const said = inputs['initialUser'];
  if (said === undefined) return {};
  const { user, ...fields } = objectIn(said);
  const name = typeof user === 'string' && !isUnknown(user) && !isHidden(user) ? user : 'postgres';
  return { [name]: { auth: 'built-in', password: shownPassword(fields), databaseRoles: ['alloydbsuperuser'] } };
}

/** The password in the fields of a user, if it is shown. */
function shownPassword(fields: JsonObject): string {
  const said = [fields['passwordWo'], fields['password']].map(textIn).find((text) => text !== undefined);
  return said === undefined || isUnknown(said) || isHidden(said) ? hiddenPassword : said;
}

function clusterOf(resource: PulumiResource, values: PulumiValues): string | undefined {
  const name = values.clusterOf(resource);
  if (name === undefined) values.missing(resource, 'cluster');
  return name;
}

function instanceOf(resource: PulumiResource, cluster: PulumiResource | undefined, values: PulumiValues): InstanceSpec {
  const { inputs, outputs } = resource;
  const field = (name: string): unknown => inputs[name] ?? outputs[name];
  const network = objectIn(field('networkConfig'));
  const usesPsc = objectIn(cluster?.inputs['pscConfig'])['pscEnabled'] === true || isSet(field('pscInstanceConfig'));
  const ipTypes: readonly IpType[] = [usesPsc ? 'PSC' : 'PRIVATE', ...(network['enablePublicIp'] === true ? (['PUBLIC'] as const) : [])];
  const flags = Object.entries(objectIn(field('databaseFlags'))).flatMap(([name, value]) => {
    if (typeof value === 'string' && !isUnknown(value) && !isHidden(value)) return [[name, value] as const];
    if (name === 'alloydb.iam_authentication') values.missing(resource, `databaseFlags.${name}`, value);
    return [];
  });
  return {
    ...(field('instanceType') === 'READ_POOL' && { type: 'READ_POOL' }),
    ...(flags.length > 0 && { databaseFlags: Object.fromEntries(flags) }),
    ...(objectIn(field('clientConnectionConfig'))['requireConnectors'] === true && { requireConnectors: true }),
    ipTypes,
  };
}

const isSet = (value: unknown): boolean => Object.keys(objectIn(value)).length > 0;

/** The user of an IAM service account is known before its e-mail is. */
function userOf(resource: PulumiResource, values: PulumiValues): string | undefined {
  const said = values.text(resource, 'userId');
  const derived = values.emailFrom(resource, 'userId')?.replace(/\.gserviceaccount\.com$/, '');
  const user = said ?? (isIam(resource) ? derived : undefined);
  if (user === undefined) values.missing(resource, 'userId');
  return user;
}

function isIam({ inputs, outputs }: PulumiResource): boolean {
  return (inputs['userType'] ?? outputs['userType']) === 'ALLOYDB_IAM_USER';
}

function userSpec(resource: PulumiResource): DatabaseUserSpec {
  const { inputs } = resource;
  const databaseRoles = textsIn(inputs['databaseRoles']).filter((role) => !isUnknown(role) && !rolesOfEveryone.includes(role));
  const roles = databaseRoles.length > 0 ? { databaseRoles } : {};
  if (isIam(resource)) return { auth: 'iam', ...roles };
  return { auth: 'built-in', password: shownPassword(inputs), ...roles };
}
