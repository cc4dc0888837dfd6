import { readFileSync } from 'node:fs';
import { connectorError } from '../errors/connector-error';
import { quote, reasonOf } from '../errors/quote';
import type { HostAndPort, TlsOptions } from './pool-target';

/** The parameters of a URL that say which files TLS is made with, and what these are called there. */
const files = { ca: 'sslrootcert', cert: 'sslcert', key: 'sslkey' } as const;

/** The parameters of a URL that say how its connection is encrypted. */
export const sslParameters: readonly string[] = ['ssl', 'sslmode', 'uselibpqcompat', ...Object.values(files)];

const noCheck: TlsOptions = { rejectUnauthorized: false };
const noName: TlsOptions = { checkServerIdentity: () => undefined };

/** What `ssl` may be without a mode. */
const plain: ReadonlyMap<string, HostAndPort['ssl']> = new Map<string, HostAndPort['ssl']>([
  ['true', true],
  ['1', true],
  ['0', false],
  ['no-verify', noCheck],
]);

/** The modes as `pg` means them, and as libpq does; undefined where the mode needs a root. */
const modes: ReadonlyMap<string, { readonly pg: TlsOptions | false; readonly libpq: (root: boolean) => TlsOptions | false | undefined }> =
  new Map([
    ['disable', { pg: false, libpq: () => false }],
    ['prefer', { pg: {}, libpq: () => noCheck }],
    ['require', { pg: {}, libpq: (root: boolean) => (root ? noName : noCheck) }],
    ['verify-ca', { pg: {}, libpq: (root: boolean) => (root ? noName : undefined) }],
    ['verify-full', { pg: {}, libpq: () => ({}) }],
    ['no-verify', { pg: noCheck, libpq: () => noCheck }],
  ]);

/**
 * How a URL wants its connection encrypted, as `pg` reads it. Files are read once.
 * Source: https://github.com/brianc/node-postgres/blob/master/packages/pg-connection-string/index.js
 *
 * @throws what `invalid` makes, or ConnectorError `certificate-file-unreadable`
 */
export function sslOfUrl(said: Readonly<Record<string, string>>, name: string, invalid: (wanted: string) => Error): HostAndPort['ssl'] {
  const named = Object.entries(files).filter(([, parameter]) => said[parameter]);
  if (!said['sslmode'] && named.length === 0) {
    const ssl = plain.get(said['ssl'] || (said['sslnegotiation'] === 'direct' ? 'true' : '0'));
    if (ssl === undefined) throw invalid('a URL whose ssl is true, 1, 0 or no-verify');
    return ssl;
  }
  const mode = modes.get(said['sslmode'] || 'verify-full');
  if (mode === undefined) throw invalid('a URL whose sslmode is disable, require or verify-full');
  const options = said['uselibpqcompat'] === 'true' ? mode.libpq(Boolean(said[files.ca])) : mode.pg;
  if (options === undefined) throw invalid('a URL that names with sslrootcert whom sslmode=verify-ca trusts');
  if (options === false) return false;
  const all = {
    ...options,
    ...Object.fromEntries(named.map(([option, parameter]) => [option, read(said[parameter] ?? '', parameter, name)])),
  };
  return Object.keys(all).length === 0 ? true : all;
}

function read(file: string, parameter: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw connectorError('certificate-file-unreadable', { file: quote(file), parameter, name, reason: reasonOf(error) }, { cause: error });
  }
}
