/** PostgreSQL cuts identifiers at NAMEDATALEN - 1 bytes. Source: https://www.postgresql.org/docs/current/limits.html */
export const longestPostgresName = 63;

export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Whether `value` can name a database or a role. */
export function isPostgresName(value: string): boolean {
  return value.length > 0 && !value.includes('\0') && !/\p{Surrogate}/u.test(value) && byteLength(value) <= longestPostgresName;
}
