import { Connector } from '../connector';
import { checkOptions, type OptionRule } from '../read-options';
import { readDocumentTargets } from './document-targets';
import { readEnvironmentTargets } from './environment-targets';
import type { EnvironmentVariables } from './environment-variables';
import type { PgPool } from './pg-pool';
import { type PoolOptions, poolWays } from './pool-options';
import type { PoolTargets } from './pool-target';

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isFunction = (value: unknown): boolean => typeof value === 'function';
const text: OptionRule = { is: isText, wanted: 'text' };
const variableName: OptionRule = { is: (value) => typeof value === 'string' && /^[A-Za-z_]\w*$/.test(value), wanted: 'a text such as DB_' };
const object: OptionRule = { is: isObject, wanted: 'an object' };

/** What each option of a pool may be. */
const rules: { readonly [Name in keyof PoolOptions]-?: OptionRule } = {
  Pool: { is: isFunction, wanted: 'the class Pool of pg' },
  connection: { is: (value) => isText(value) || isObject(value), wanted: 'a Connection document, as JSON text or as an object' },
  environment: object,
  way: { is: (value) => poolWays.some((way) => way === value), wanted: poolWays.map((way) => `"${way}"`).join(' or ') },
  prefix: variableName,
  url: variableName,
  readInstance: text,
  readPrefix: variableName,
  readUrl: variableName,
  requireReadPool: { is: (value) => typeof value === 'boolean', wanted: 'true or false' },
  ports: { is: (value) => isObject(value) && Object.values(value as object).every(isPort), wanted: 'an object of ports by instance' },
  password: { is: (value) => typeof value === 'string' || isFunction(value), wanted: 'text, or a function that gives it' },
  connector: { is: (value) => value instanceof Connector || isObject(value), wanted: 'a Connector, or the options of one' },
  pool: object,
  readPool: object,
  onError: { is: isFunction, wanted: 'a function' },
};

function isPort(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 65_535;
}

/**
 * Where the pools lead.
 *
 * @throws ConnectorError of the kind `config`
 */
export function readPoolTargets(options: PoolOptions<PgPool>, variables: EnvironmentVariables): PoolTargets {
  const { connection, way, prefix, url, readInstance = 'read', readPrefix, readUrl, ports = {}, password } = checkOptions(options, rules);
  const requireReadPool = options.requireReadPool ?? (readPrefix !== undefined || readUrl !== undefined);
  const targets =
    connection === undefined
      ? readEnvironmentTargets(variables, { way, prefix, url, readInstance, readPrefix, readUrl, requireReadPool })
      : readDocumentTargets(connection, variables, { way, readInstance, requireReadPool, ports });
  if (password === undefined) return targets;
  const { primary, read } = targets;
  return { ...targets, primary: { ...primary, password }, read: read && { ...read, password } };
}
