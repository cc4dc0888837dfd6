import { connectorError } from '../errors/connector-error';
import type { PasswordSource } from './pool-options';
import type { PoolTarget } from './pool-target';
import { sslOfUrl, sslParameters } from './url-ssl';

/** What `pg` takes from the URL itself, or not at all, where it stands behind the question mark. */
const readHere: ReadonlySet<string> = new Set(['user', 'password', 'host', 'port', 'database', ...sslParameters]);

/**
 * Reads a URL as `pg` does, which a test holds. Given to `pg` as it is, its empty password would take the place of the one that a
 * file holds.
 *
 * @throws ConnectorError `variable-invalid`, without the URL: a password may stand in it; `certificate-file-unreadable`
 */
export function targetOfUrl(text: string, name: string, password: PasswordSource | undefined): PoolTarget {
  const invalid = (wanted: string): Error => connectorError('variable-invalid', { name, value: 'Its value', wanted });
  const url = parse(text);
  if (url === undefined) throw invalid('a URL such as postgresql://USER@127.0.0.1:5432/DATABASE?sslmode=disable');
  const said: Readonly<Record<string, string>> = Object.fromEntries(url.searchParams);
  const ssl = sslOfUrl(said, name, invalid);
  const port = Number(said['port'] || url.port || 5432);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw invalid('a URL whose port is from 1 to 65535');
  try {
    return {
      user: said['user'] || decodeURIComponent(url.username) || undefined,
      database: decodeURI(url.pathname.slice(1)) || undefined,
      password: said['password'] || decodeURIComponent(url.password) || password,
      to: { host: said['host'] || hostOf(url) || 'localhost', port, ssl },
      further: Object.fromEntries(Object.entries(said).filter(([parameter]) => !readHere.has(parameter))),
    };
  } catch {
    throw invalid('a URL whose parts are percent-encoded');
  }
}

/** A name, an address without the brackets of a URL, or the folder of a Unix socket. */
function hostOf({ hostname }: URL): string {
  return decodeURIComponent(hostname.replace(/^\[(.+)\]$/, '$1'));
}

/** A host may be missing, also behind a user, and a `%` may be meant as it stands. */
function parse(text: string): URL | undefined {
  const encoded = text.replace(/%(?![0-9a-f]{2})/gi, '%25');
  const found = [encoded, encoded.replace('@/', '@localhost/')].find((one) => URL.canParse(one));
  const url = found === undefined ? undefined : new URL(found);
  return url && /^postgres(ql)?:$/.test(url.protocol) ? url : undefined;
}
