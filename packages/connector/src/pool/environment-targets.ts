import { authTypes, ipTypes } from '../connection-options';
import type { EnvironmentVariables } from './environment-variables';
import type { PoolWay } from './pool-options';
import type { PoolTarget, PoolTargets } from './pool-target';
import { targetOfUrl } from './url-target';

/** Which variables are read, besides those that have no other name. */
export interface EnvironmentNames {
  readonly way: PoolWay | undefined;
  readonly prefix: string | undefined;
  readonly url: string | undefined;
  readonly readInstance: string;
}

/** The port at which an instance answers for managed connection pooling. */
const poolerPort = 6432;

/**
 * Where the pools of an environment lead. The names are those of `docs/reference/environment.md`, which a test holds.
 *
 * @throws ConnectorError `variable-missing` or `variable-invalid`
 */
export function readEnvironmentTargets(variables: EnvironmentVariables, names: EnvironmentNames): PoolTargets {
  const way = names.way ?? (variables.get('ALLOYDB_INSTANCE_URI') === undefined ? 'sidecar' : 'connector');
  if (way === 'connector') return connectorTargets(variables, names.readInstance);
  const [primary, read] = sidecarTargets(variables, names);
  return { primary, read, pooled: 'port' in primary.to && primary.to.port === poolerPort };
}

function connectorTargets(variables: EnvironmentVariables, readInstance: string): PoolTargets {
  const instanceUri = variables.need('ALLOYDB_INSTANCE_URI', 'the instance URI');
  const readUri = variables.get(readInstance === 'read' ? 'ALLOYDB_READ_POOL_URI' : `ALLOYDB_${capitals(readInstance)}_INSTANCE_URI`);
  const auth = variables.choice('ALLOYDB_AUTH', ['iam', 'built-in'], 'built-in');
  const ipType = variables.choice('ALLOYDB_IP_TYPE', ipTypes, 'PRIVATE');
  const [withPassword, withIam] = authTypes;
  const to = { instanceUri, ipType, authType: auth === 'iam' ? withIam : withPassword };
  const user = variables.need('PGUSER', 'the database user');
  const password = auth === 'iam' ? undefined : variables.password('PGPASSWORD');
  const primary = { user, database: variables.get('PGDATABASE'), password, to };
  return { primary, read: readUri === undefined ? undefined : { ...primary, to: { ...to, instanceUri: readUri } }, pooled: false };
}

function sidecarTargets(variables: EnvironmentVariables, names: EnvironmentNames): readonly [PoolTarget, PoolTarget | undefined] {
  const { prefix, readInstance } = names;
  const url = names.url ?? (prefix === undefined && variables.get('PGHOST') === undefined ? 'DATABASE_URL' : undefined);
  if (url !== undefined && (names.url !== undefined || variables.get(url) !== undefined)) return urlTargets(variables, url, readInstance);
  const libpq = { host: 'HOST', database: 'DATABASE' };
  const [own, of] =
    prefix === undefined
      ? ['PG', { ...libpq, read: `${capitals(readInstance)}_PG` }]
      : [prefix, { ...libpq, database: 'NAME', read: `${prefix}${capitals(readInstance)}_` }];
  const primary: PoolTarget = {
    user: variables.need(`${own}USER`, 'the database user'),
    database: variables.get(`${own}${of.database}`),
    password: variables.password(`${own}PASSWORD`),
    to: {
      host: variables.need(`${own}HOST`, 'where the Auth Proxy or the server listens'),
      port: variables.port(`${own}PORT`, 5432),
      ssl: variables.ssl(`${own}SSLMODE`),
    },
  };
  const host = variables.get(`${of.read}HOST`);
  if (host === undefined) return [primary, undefined];
  const read: PoolTarget = {
    user: variables.get(`${of.read}USER`) ?? primary.user,
    database: variables.get(`${of.read}${of.database}`) ?? primary.database,
    password: variables.password(`${of.read}PASSWORD`) ?? primary.password,
    to: { host, port: variables.port(`${of.read}PORT`, 5432), ssl: variables.ssl(`${of.read}SSLMODE`) },
  };
  return [primary, read];
}

function urlTargets(variables: EnvironmentVariables, name: string, readInstance: string): readonly [PoolTarget, PoolTarget | undefined] {
  const password = variables.password('PGPASSWORD');
  const primary = targetOfUrl(variables.need(name, 'the URL of the database'), name, password);
  const [, before, last = ''] = /^(.*?)(_URL)?$/.exec(name) ?? [];
  const readName = `${before}_${capitals(readInstance)}${last}`;
  const read = variables.get(readName);
  return [primary, read === undefined ? undefined : targetOfUrl(read, readName, password)];
}

/** As the constructs write the name of an instance: `read-eu` is `READ_EU`. */
function capitals(instance: string): string {
  return instance.toUpperCase().replace(/-/g, '_');
}
