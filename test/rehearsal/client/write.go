package main

import (
	"context"

	"github.com/jackc/pgx/v5/pgconn"
)

// What the database user may do in the database: the same question as in packages/rehearsal/src/client/try-writing.ts.
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
  EXISTS (SELECT FROM reachable WHERE has_any_column_privilege(oid, 'SELECT')) AS reads`

// Tries to write into what the database user may write into. Nothing of it stays.
func tryWriting(one target, connection *pgconn.PgConn) record {
	line := record{"event": "write", "from": one.from}
	results, err := connection.Exec(context.Background(), privileges).ReadAll()
	if err == nil {
		row := results[0].Rows[0]
		schema, insert, reads := string(row[0]), string(row[1]), string(row[2]) == "t"
		statement := insert
		if schema != "" {
			statement = "CREATE TABLE " + schema + ".alloydb_gke_rehearsal (number int)"
		}
		if statement == "" {
			line["outcome"] = "may-nothing"
			if reads {
				line["outcome"] = "may-only-read"
			}
			return line
		}
		err = ask(connection, "BEGIN; "+statement+"; ROLLBACK")
	}
	if err == nil {
		line["outcome"] = "written"
		return line
	}
	ask(connection, "ROLLBACK")
	line["outcome"] = "failed"
	addError(line, one, err)
	if line["sqlstate"] == "25006" {
		line["outcome"] = "read-only"
	}
	return line
}
