import { connectorError } from '../errors/connector-error';
import type { PoolOptions } from './pool-options';
import type { PoolTarget, PoolTargets } from './pool-target';

/** The port at which an instance answers for managed connection pooling. */
const poolerPort = 6432;

/** Options of pg that become settings of the session when a connection begins. */
const sessionOptions = ['options', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'] as const;

/**
 * A pooler in transaction mode hands a session from one client to the next, and takes no settings for it: wherever they are
 * written, in an option or in a URL.
 *
 * @throws ConnectorError `session-option-with-pooler`
 */
export function refuseSessionOptions(
  { primary, read, pooled }: PoolTargets,
  { pool, readPool }: Pick<PoolOptions, 'pool' | 'readPool'>,
): void {
  refuse(primary, pooled, { ...pool });
  refuse(read ?? primary, pooled, { ...pool, ...readPool });
}

function refuse({ to, further }: PoolTarget, pooled: boolean, options: Readonly<Record<string, unknown>>): void {
  const all: Readonly<Record<string, unknown>> = { ...to, ...further, ...options };
  if (!pooled && Number(all['port']) !== poolerPort) return;
  const found = sessionOptions.find((name) => all[name] !== undefined);
  if (found !== undefined) throw connectorError('session-option-with-pooler', { name: found });
}
