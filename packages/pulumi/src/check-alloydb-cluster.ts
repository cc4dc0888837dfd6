import type { ProblemList } from '@alloydb-gke/core';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import { problem } from './pulumi-codes';

/** Of a cluster that exists nothing is changed. */
const fieldsOfNew = [
  'location',
  'clusterId',
  'project',
  'displayName',
  'annotations',
  'tags',
  'projectNumber',
  'databaseVersion',
  'skipAwaitMajorVersionUpgrade',
  'subscriptionType',
  'network',
  'privateServicesAccess',
  'privateServicesRange',
  'allocatedIpRange',
  'primary',
  'secondaryOf',
  'initialUser',
  'automatedBackup',
  'continuousBackup',
  'restore',
  'maintenanceWindow',
  'kmsKeyName',
  'dataplexIntegration',
] as const satisfies readonly (keyof AlloyDBClusterArgs)[];

const privateServicesFields = ['network', 'privateServicesAccess', 'privateServicesRange', 'allocatedIpRange'] as const;

/** Adds what is wrong with a cluster whatever its values are. */
export function checkAlloyDBCluster(args: AlloyDBClusterArgs, name: string, problems: ProblemList): void {
  if (args.existingCluster !== undefined) {
    for (const made of fieldsOfNew) {
      if (args[made] !== undefined) problems.add(problem('both-made-and-existing', name, { made, existing: 'existingCluster' }));
    }
  } else {
    if (args.existingInstances !== undefined) problems.add(problem('instances-without-cluster', name, {}));
    if (args.location === undefined) problems.add(problem('location-missing', name, {}));
    checkNetwork(args, name, problems);
    if (args.secondaryOf !== undefined) checkSecondary(args, name, problems);
  }
  checkInstances(args, name, problems);
  if (args.iamAuthentication === false && Object.keys(args.iamUsers ?? {}).length > 0) {
    problems.add(problem('iam-users-without-iam', `${name}.iamUsers`, {}));
  }
}

function checkNetwork(args: AlloyDBClusterArgs, name: string, problems: ProblemList): void {
  const { network, privateServicesAccess, privateServicesRange } = args;
  if (args.privateServiceConnect === true) {
    for (const field of privateServicesFields) {
      if (args[field] !== undefined) problems.add(problem('network-of-psc', `${name}.${field}`, { field }));
    }
    return;
  }
  if (network === undefined && privateServicesAccess === undefined) problems.add(problem('network-missing', name, {}));
  if (privateServicesAccess !== undefined) {
    for (const field of ['network', 'privateServicesRange'] as const) {
      if (args[field] !== undefined) problems.add(problem('network-twice', `${name}.${field}`, { field }));
    }
  } else if (network === undefined && privateServicesRange !== undefined) {
    problems.add(problem('range-without-network', `${name}.privateServicesRange`, {}));
  }
}

/** A secondary cluster has what its primary cluster has. Source: https://cloud.google.com/alloydb/docs/cross-region-replication/about-cross-region-replication */
function checkSecondary(args: AlloyDBClusterArgs, name: string, problems: ProblemList): void {
  for (const field of ['initialUser', 'users', 'iamUsers', 'restore'] as const) {
    if (args[field] !== undefined) problems.add(problem('not-of-secondary', `${name}.${field}`, { field }));
  }
}

function checkInstances(args: AlloyDBClusterArgs, name: string, problems: ProblemList): void {
  const { readPools = {}, existingInstances, primary } = args;
  const taken = new Set(Object.keys(existingInstances ?? {}));
  taken.add('primary');
  for (const pool of Object.keys(readPools)) {
    if (taken.has(pool)) problems.add(problem('instance-name-taken', `${name}.readPools`, { name: pool }));
  }
  const ids = [
    ...(args.existingCluster === undefined
      ? [primary?.instanceId ?? 'primary']
      : Object.values(existingInstances ?? { primary: 'primary' })),
    ...Object.entries(readPools).map(([pool, { instanceId }]) => instanceId ?? pool),
  ];
  const twice = new Set(ids.filter((id, index) => typeof id === 'string' && ids.indexOf(id) < index));
  for (const id of twice) problems.add(problem('instance-id-twice', name, { id: String(id) }));
  if (primary?.activationPolicy === 'NEVER') {
    for (const [pool, { activationPolicy }] of Object.entries(readPools)) {
      if (activationPolicy === undefined || activationPolicy === 'ALWAYS') {
        problems.add(problem('read-pool-outlives-primary', `${name}.readPools.${pool}`, { pool }));
      }
    }
  }
}
