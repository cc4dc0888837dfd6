import { connectorError } from '../errors/connector-error';
import { sslOf } from './environment-variables';
import type { PasswordSource } from './pool-options';
import type { PoolTarget } from './pool-target';

/**
 * Reads a URL as `pg` does. Given to `pg` as it is, its empty password would take the place of the one that a file holds.
 *
 * @throws ConnectorError `variable-invalid`, without the URL: a password may stand in it
 */
export function targetOfUrl(text: string, name: string, password: PasswordSource | undefined): PoolTarget {
  const invalid = (wanted: string): Error => connectorError('variable-invalid', { name, value: 'Its value', wanted });
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol)) {
    throw invalid('a URL such as postgresql://USER@127.0.0.1:5432/DATABASE?sslmode=disable');
  }
  const url = new URL(text);
  const { sslmode, ...further } = Object.fromEntries(url.searchParams);
  const ssl = sslOf(sslmode);
  if (ssl === undefined) throw invalid('a URL whose sslmode is disable, require or verify-full');
  try {
    return {
      user: decodeURIComponent(url.username) || undefined,
      database: decodeURI(url.pathname.slice(1)) || undefined,
      password: url.password === '' ? password : decodeURIComponent(url.password),
      to: { host: decodeURIComponent(url.hostname) || 'localhost', port: url.port === '' ? 5432 : Number(url.port), ssl },
      further,
    };
  } catch {
    throw invalid('a URL whose parts are percent-encoded');
  }
}
