import type { DatabaseTarget } from '@alloydb-gke/core';
import type { Client } from 'pg';
import type { ClientRecord } from '../verdict/pod-facts';
import { seenError } from './error-text';

export type WriteRecord = Extract<ClientRecord, { readonly event: 'write' }>;

/** What the database user may do in the database: where it may make a table, which table it may insert into, whether it may read one. */
const privileges = `
WITH place AS (
  SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), reachable AS (
  SELECT pg_class.oid, format('%I.%I', nspname, relname) AS name FROM pg_class JOIN place ON place.oid = relnamespace
  WHERE relkind IN ('r', 'p') AND has_schema_privilege(place.oid, 'USAGE')
)
SELECT
  (SELECT quote_ident(nspname) FROM place WHERE has_schema_privilege(oid, 'CREATE')
    ORDER BY nspname <> coalesce(current_schema(), ''), nspname LIMIT 1) AS schema,
  (SELECT format('INSERT INTO %s (%s) SELECT NULL::%s WHERE false', name, quote_ident(attname), format_type(atttypid, atttypmod))
    FROM reachable JOIN pg_attribute ON attrelid = reachable.oid
    WHERE attnum > 0 AND NOT attisdropped AND attidentity = '' AND attgenerated = ''
      AND has_column_privilege(reachable.oid, attnum, 'INSERT')
    ORDER BY name, attnum LIMIT 1) AS insert,
  EXISTS (SELECT FROM reachable WHERE has_any_column_privilege(oid, 'SELECT')) AS reads`;

interface Privileges {
  readonly schema: string | null;
  readonly insert: string | null;
  readonly reads: boolean;
}

/** Tries to write into what the database user may write into. Nothing of it stays. */
export async function tryWriting(container: string, { from, password }: DatabaseTarget, connection: Client): Promise<WriteRecord> {
  const record = { event: 'write', container, from } as const;
  try {
    const { rows } = await connection.query<Privileges>(privileges);
    const statement = statementFor(rows[0]);
    if (statement === undefined) return { ...record, outcome: rows[0]?.reads ? 'may-only-read' : 'may-nothing' };
    await connection.query(`BEGIN; ${statement}; ROLLBACK`);
    return { ...record, outcome: 'written' };
  } catch (error) {
    await connection.query('ROLLBACK').catch(() => undefined);
    const seen = seenError(error, password);
    return { ...record, outcome: seen.sqlstate === '25006' ? 'read-only' : 'failed', ...seen };
  }
}

/** A table in a transaction, or no row into a table: both ask for the privilege, and neither calls a trigger. */
function statementFor(may: Privileges | undefined): string | undefined {
  if (may?.schema) return `CREATE TABLE ${may.schema}.alloydb_gke_rehearsal_${process.pid} (number int)`;
  return may?.insert ?? undefined;
}
