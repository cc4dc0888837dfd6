import { authTypes, type ConnectionOptions, ipTypes } from './connection-options';
import type { ConnectorOptions } from './connector-options';
import type { AccessTokenSource } from './credentials/access-token-source';
import type { DialTarget } from './dial/dialer';
import { connectorError } from './errors/connector-error';
import { quote } from './errors/quote';
import { parseInstanceUri } from './instance-uri/instance-uri';
import type { ListenPlace, LocalProxyOptions } from './local-proxy/local-proxy-options';

/** The options of a connector, complete. */
export interface ConnectorSettings {
  readonly auth: AccessTokenSource | undefined;
  readonly loginAuth: AccessTokenSource | undefined;
  readonly impersonationChain: readonly string[];
  readonly quotaProject: string | undefined;
  readonly adminApiEndpoint: string;
  readonly iamCredentialsEndpoint: string;
  readonly universeDomain: string;
  readonly userAgent: string | undefined;
  readonly refresh: 'ahead' | 'lazy';
  readonly connectTimeout: number;
  readonly refreshTimeout: number;
  readonly limitRateInterval: number;
}

/** What an option may be. */
export interface OptionRule {
  readonly is: (value: unknown) => boolean;
  /** To complete "Set … to …". */
  readonly wanted: string;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const text: OptionRule = { is: isText, wanted: 'text' };
const url: OptionRule = { is: isUrl, wanted: 'a URL with its scheme and nothing behind its path, such as https://alloydb.googleapis.com' };
const duration: OptionRule = { is: (value) => isNumber(value) && value > 0, wanted: 'a number of milliseconds above 0' };
const source: OptionRule = { is: isSource, wanted: 'a client of google-auth-library, or an object with getAccessToken()' };
const emails: OptionRule = {
  is: (value) => Array.isArray(value) && value.every((one) => typeof one === 'string' && /^[^@\s/]+@[^@\s/]+$/.test(one)),
  wanted: 'a list of e-mails of IAM service accounts',
};

/** What each option of a connector may be. */
export const connectorRules: { readonly [Name in keyof ConnectorOptions]-?: OptionRule } = {
  auth: source,
  loginAuth: source,
  impersonationChain: emails,
  quotaProject: text,
  adminApiEndpoint: url,
  iamCredentialsEndpoint: url,
  universeDomain: { is: (value) => isText(value) && /^[a-z0-9.-]+$/.test(value), wanted: 'a domain such as googleapis.com' },
  // It goes into a header.
  userAgent: { is: (value) => isText(value) && /^[\x20-\x7e]+$/.test(value), wanted: 'text such as my-app/1.2.3, of printable ASCII' },
  refresh: { is: (value) => value === 'ahead' || value === 'lazy', wanted: '"ahead" or "lazy"' },
  connectTimeout: duration,
  refreshTimeout: duration,
  limitRateInterval: { is: (value) => isNumber(value) && value >= 0, wanted: 'a number of milliseconds' },
};

const anything: OptionRule = { is: () => true, wanted: 'anything' };

/** Their values have errors of their own. */
const connectionRules: { readonly [Name in keyof ConnectionOptions]-?: OptionRule } = {
  instanceUri: anything,
  ipType: anything,
  authType: anything,
};

const listenRules: { readonly [Name in keyof ListenPlace]-?: OptionRule } = {
  port: { is: (value) => isNumber(value) && Number.isInteger(value) && value >= 0 && value <= 65_535, wanted: 'a port from 0 to 65535' },
  host: text,
  path: text,
};

/** @throws ConnectorError `connector-option-unknown` or `connector-option-invalid` */
export function readConnectorOptions(options: ConnectorOptions): ConnectorSettings {
  const given = checkOptions(options, connectorRules);
  const universeDomain = given.universeDomain ?? 'googleapis.com';
  return {
    auth: given.auth,
    loginAuth: given.loginAuth,
    impersonationChain: given.impersonationChain ?? [],
    quotaProject: given.quotaProject,
    adminApiEndpoint: withoutSlash(given.adminApiEndpoint ?? `https://alloydb.${universeDomain}`),
    iamCredentialsEndpoint: withoutSlash(given.iamCredentialsEndpoint ?? `https://iamcredentials.${universeDomain}`),
    universeDomain,
    userAgent: given.userAgent,
    refresh: given.refresh ?? 'ahead',
    connectTimeout: given.connectTimeout ?? 30_000,
    refreshTimeout: given.refreshTimeout ?? 60_000,
    limitRateInterval: given.limitRateInterval ?? 30_000,
  };
}

/** @throws ConnectorError as for the options of a connection and of a connector, and `listen-address-ambiguous` */
export function readLocalProxyOptions(options: LocalProxyOptions): { readonly target: DialTarget; readonly place: ListenPlace } {
  const listenOptions: OptionRule = { is: (value) => typeof value === 'object' && value !== null, wanted: 'an object' };
  const {
    port,
    host,
    path,
    listenOptions: place,
    ...connection
  } = checkOptions(options, { ...connectionRules, ...listenRules, listenOptions });
  return {
    target: readConnectionOptions(connection),
    place: onePlace({ ...defined({ port, host, path }), ...defined(checkOptions(place ?? {}, listenRules)) }),
  };
}

function defined(place: { readonly [Name in keyof ListenPlace]: ListenPlace[Name] | undefined }): ListenPlace {
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
}

function onePlace(place: ListenPlace): ListenPlace {
  const { path, ...others } = place;
  const names = Object.keys(others);
  if (path === undefined || names.length === 0) return place;
  throw connectorError('listen-address-ambiguous', { path, others: names.join(' and ') });
}

/** Checks an object of options by a table of their names. What is undefined counts as not there. @throws ConnectorError */
export function checkOptions<Options extends object>(options: Options, rules: { readonly [Name in keyof Options]-?: OptionRule }): Options {
  const value: unknown = options;
  if (typeof value !== 'object' || value === null) {
    throw connectorError('connector-option-invalid', { name: 'options', value: quote(value), wanted: 'an object' });
  }
  for (const [name, one] of Object.entries(value)) {
    const rule = Object.hasOwn(rules, name) ? rules[name as keyof Options] : undefined;
    if (rule === undefined) throw connectorError('connector-option-unknown', { name: quote(name), choices: list(Object.keys(rules)) });
    if (one === undefined || rule.is(one)) continue;
    // Who writes text there has mostly written a token.
    const value = rule === source ? 'What is written there' : quote(one);
    throw connectorError('connector-option-invalid', { name, value, wanted: rule.wanted });
  }
  return options;
}

/** @throws ConnectorError `instance-uri-invalid`, `ip-type-unknown` or `auth-type-unknown` */
export function readConnectionOptions(options: ConnectionOptions): DialTarget {
  const { instanceUri, ipType = 'PRIVATE', authType = 'PASSWORD' } = checkOptions(options, connectionRules);
  const uri = parseInstanceUri(instanceUri);
  if (!ipTypes.includes(ipType)) throw connectorError('ip-type-unknown', { value: quote(ipType), choices: choices(ipTypes) });
  if (!authTypes.includes(authType)) throw connectorError('auth-type-unknown', { value: quote(authType), choices: choices(authTypes) });
  return { uri, ipType, authType };
}

function isSource(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'getAccessToken' in value && typeof value.getAccessToken === 'function';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isUrl(value: unknown): boolean {
  if (!isText(value) || !URL.canParse(value)) return false;
  const { protocol, search, hash, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && `${search}${hash}${username}${password}` === '';
}

function withoutSlash(endpoint: string): string {
  return endpoint.replace(/\/+$/, '');
}

function choices(values: readonly string[]): string {
  return values.map(quote).join(' or ');
}

function list(names: readonly string[]): string {
  return names.join(', ');
}
