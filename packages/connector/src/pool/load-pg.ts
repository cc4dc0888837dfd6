import { oldestPg, pgTooOld } from '../driver-options';
import { connectorError } from '../errors/connector-error';
import { reasonOf } from '../errors/quote';
import type { NewPool, PgPool } from './pg-pool';

/** What is asked of a package: its exports, or its version. */
export type LoadPackage = (name: 'pg' | 'pg/package.json') => unknown;

/**
 * The class of pools of the installed pg.
 *
 * @throws ConnectorError `pg-missing` or `pg-too-old`
 */
export function loadPool(load: LoadPackage = loadInstalled): NewPool<PgPool> {
  let found: { readonly library: unknown; readonly version: string };
  try {
    found = { library: load('pg'), version: (load('pg/package.json') as { readonly version: string }).version };
  } catch (error) {
    const [reason = ''] = reasonOf(error).split(' Require stack');
    throw connectorError('pg-missing', { reason }, { cause: error });
  }
  const [major = 0, minor = 0] = found.version.split('.').map(Number);
  const [leastMajor, leastMinor] = oldestPg;
  if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
    throw pgTooOld(`it is version ${found.version}`);
  }
  return (found.library as { readonly Pool: NewPool<PgPool> }).Pool;
}

function loadInstalled(name: 'pg' | 'pg/package.json'): unknown {
  // Written out, so that bundlers see them.
  return name === 'pg' ? require('pg') : require('pg/package.json');
}
