import { Client } from 'pg';
import { administrator } from '../spec/read-database-users';
import { socketNumber } from './server-configuration';

/** Runs `work` with a connection of the administrator, and ends the connection. */
export async function asAdministrator<Result>(
  socketFolder: string,
  database: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({
    host: socketFolder,
    port: socketNumber,
    user: administrator,
    database,
    application_name: 'alloydb-emulator',
  });
  client.on('error', () => {}); // The server may end while the connection is idle; what fails is told by the query.
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
