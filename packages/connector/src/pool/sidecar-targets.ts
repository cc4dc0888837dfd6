import { capitals, type EnvironmentVariables } from './environment-variables';
import type { PoolTarget } from './pool-target';
import { targetOfUrl } from './url-target';

/** How the variables are called that say where hosts and ports are. */
export interface SidecarNames {
  readonly prefix: string | undefined;
  readonly url: string | undefined;
  readonly readInstance: string;
  readonly readPrefix: string | undefined;
  readonly readUrl: string | undefined;
  readonly requireReadPool: boolean;
}

/** Variables that are called alike but for their end. */
interface VariableGroup {
  readonly prefix: string;
  /** libpq says DATABASE, and everybody else NAME. */
  readonly database: 'DATABASE' | 'NAME';
}

/**
 * Where the sidecars of an environment listen, for the primary and for reads.
 *
 * @throws ConnectorError `variable-missing`, `variable-invalid` or `certificate-file-unreadable`
 */
export function sidecarTargets(variables: EnvironmentVariables, names: SidecarNames): readonly [PoolTarget, PoolTarget | undefined] {
  const { prefix } = names;
  const otherwise = prefix === undefined && variables.get('PGHOST') === undefined && variables.get('DATABASE_URL') !== undefined;
  const url = names.url ?? (otherwise ? 'DATABASE_URL' : undefined);
  const password = variables.password('PGPASSWORD');
  const group: VariableGroup = prefix === undefined ? { prefix: 'PG', database: 'DATABASE' } : { prefix, database: 'NAME' };
  const primary =
    url === undefined ? targetOfGroup(variables, group) : targetOfUrl(variables.need(url, 'the URL of the database'), url, password);

  const readUrl = names.readUrl ?? (names.readPrefix === undefined && url !== undefined ? readUrlOf(url, names.readInstance) : undefined);
  if (readUrl !== undefined) {
    if (names.requireReadPool) variables.need(readUrl, 'the URL of the database for reads');
    const text = variables.get(readUrl);
    return [primary, text === undefined ? undefined : targetOfUrl(text, readUrl, password)];
  }
  const readGroup = readGroupOf(names, group);
  const host = `${readGroup.prefix}HOST`;
  if (names.requireReadPool) variables.need(host, 'where the Auth Proxy or the server listens for reads');
  return [primary, variables.get(host) === undefined ? undefined : targetOfGroup(variables, readGroup, primary)];
}

/** What a group does not say is taken from the primary, except for the place. */
function targetOfGroup(variables: EnvironmentVariables, { prefix, database }: VariableGroup, primary?: PoolTarget): PoolTarget {
  const user = `${prefix}USER`;
  return {
    user: variables.get(user) ?? (primary ? primary.user : variables.need(user, 'the database user')),
    database: variables.get(`${prefix}${database}`) ?? primary?.database,
    password: variables.password(`${prefix}PASSWORD`) ?? primary?.password,
    to: {
      host: variables.need(`${prefix}HOST`, 'where the Auth Proxy or the server listens'),
      port: variables.port(`${prefix}PORT`, 5432),
      ssl: variables.ssl(`${prefix}SSLMODE`),
    },
  };
}

function readGroupOf({ prefix, readPrefix, readInstance }: SidecarNames, { database }: VariableGroup): VariableGroup {
  if (readPrefix !== undefined) return { prefix: readPrefix, database: 'NAME' };
  const instance = capitals(readInstance);
  return { prefix: prefix === undefined ? `${instance}_PG` : `${prefix}${instance}_`, database };
}

/** The name of the instance stands before the last word: `DATABASE_READ_URL`. */
function readUrlOf(name: string, readInstance: string): string {
  const [, before, last = ''] = /^(.*?)(_URL)?$/.exec(name) ?? [];
  return `${before}_${capitals(readInstance)}${last}`;
}
