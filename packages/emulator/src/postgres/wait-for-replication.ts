import { asAdministrator } from './administrator-connection';

/** Waits until a read pool has everything that the primary has now. */
export async function waitForReplication(primarySocketFolder: string, standbySocketFolder: string, signal: AbortSignal): Promise<void> {
  const written = await asAdministrator(primarySocketFolder, 'postgres', async (client) => {
    const { rows } = await client.query<{ place: string }>('SELECT pg_current_wal_lsn()::text AS place');
    return rows[0]?.place ?? '0/0';
  });
  await asAdministrator(standbySocketFolder, 'postgres', async (client) => {
    for (;;) {
      signal.throwIfAborted();
      const { rows } = await client.query<{ there: boolean }>('SELECT coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, false) AS there', [
        written,
      ]);
      if (rows[0]?.there) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
}
