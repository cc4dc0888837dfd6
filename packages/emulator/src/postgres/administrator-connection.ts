import { Client } from 'pg';
import { administrator } from '../spec/read-database-users';
import { socketNumber } from './server-configuration';

/** What the user's variables for PostgreSQL (`PGSSLMODE`, `PGOPTIONS`, …) would say otherwise: they mean another database. */
const ofNoVariable = {
  ssl: false,
  sslnegotiation: 'postgres',
  password: 'none',
  client_encoding: 'UTF8',
  options: '-c datestyle=ISO', // Empty, the variable would count.
  connectionTimeoutMillis: 0,
} as const;

/** Runs `work` with a connection of the administrator, and ends the connection. */
export async function asAdministrator<Result>(
  socketFolder: string,
  database: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({
    ...ofNoVariable,
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
