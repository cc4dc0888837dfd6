import { Client, type ClientConfig, type QueryResultRow } from 'pg';

/** Connects, asks one thing, and ends the connection. */
export async function query<Row extends QueryResultRow>(config: ClientConfig, text: string): Promise<readonly Row[]> {
  const client = new Client({ host: '127.0.0.1', connectionTimeoutMillis: 40_000, ...config });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Who the database says that one is. */
export async function currentUser(config: ClientConfig): Promise<string | undefined> {
  return (await query<{ current_user: string }>(config, 'SELECT current_user'))[0]?.current_user;
}

/** What a failing attempt says. */
export async function failure(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'it went well',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
