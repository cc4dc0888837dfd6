import { authTypes, ipTypes } from '../connection-options';
import { capitals, type EnvironmentVariables } from './environment-variables';
import type { PoolWay } from './pool-options';
import type { PoolTargets } from './pool-target';
import { type SidecarNames, sidecarTargets } from './sidecar-targets';

/** Which variables are read, besides those that have no other name. */
export interface EnvironmentNames extends SidecarNames {
  readonly way: PoolWay | undefined;
}

/**
 * Where the pools of an environment lead. The names are those of `docs/reference/environment.md`, which a test holds.
 *
 * @throws ConnectorError of the kind `config`
 */
export function readEnvironmentTargets(variables: EnvironmentVariables, names: EnvironmentNames): PoolTargets {
  const way = names.way ?? (variables.get('ALLOYDB_INSTANCE_URI') === undefined ? 'sidecar' : 'connector');
  if (way === 'connector') return connectorTargets(variables, names);
  const [primary, read] = sidecarTargets(variables, names);
  return { primary, read, pooled: false };
}

function connectorTargets(variables: EnvironmentVariables, { readInstance, requireReadPool }: EnvironmentNames): PoolTargets {
  const instanceUri = variables.need('ALLOYDB_INSTANCE_URI', 'the instance URI');
  const readName = readInstance === 'read' ? 'ALLOYDB_READ_POOL_URI' : `ALLOYDB_${capitals(readInstance)}_INSTANCE_URI`;
  if (requireReadPool) variables.need(readName, 'the instance URI for reads');
  const readUri = variables.get(readName);
  const auth = variables.choice('ALLOYDB_AUTH', ['iam', 'built-in'], 'built-in');
  const ipType = variables.choice('ALLOYDB_IP_TYPE', ipTypes, 'PRIVATE');
  const [withPassword, withIam] = authTypes;
  const to = { instanceUri, ipType, authType: auth === 'iam' ? withIam : withPassword };
  const user = variables.need('PGUSER', 'the database user');
  const password = auth === 'iam' ? undefined : variables.password('PGPASSWORD');
  const primary = { user, database: variables.get('PGDATABASE'), password, to };
  return { primary, read: readUri === undefined ? undefined : { ...primary, to: { ...to, instanceUri: readUri } }, pooled: false };
}
