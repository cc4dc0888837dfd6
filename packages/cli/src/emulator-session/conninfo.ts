import { shellQuote } from '@alloydb-gke/core';

/**
 * A connection string of libpq as one word of a shell.
 * Source: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE
 */
export function conninfo(fields: Readonly<Record<string, string | number>>): string {
  return shellQuote(
    Object.entries(fields)
      .map(([name, value]) => `${name}=${quoted(String(value))}`)
      .join(' '),
  );
}

function quoted(value: string): string {
  return /^[^\s'\\]+$/.test(value) ? value : `'${value.replace(/['\\]/g, '\\$&')}'`;
}
