import { createPools } from '@google-cloud/alloydb-connector';
import pg from 'pg';
import { Orders } from './orders.js';
import { startServer } from './server.js';

// Where the databases are, and as whom, is in the environment: see deployment.ts.
const pools = createPools({
  Pool: pg.Pool,
  pool: { max: 10, connectionTimeoutMillis: 30_000 },
  onError: ({ message }) => console.error(`a database connection was lost: ${message}`),
});
const server = await startServer(new Orders(pools), Number(process.env.PORT ?? 8080));

process.once('SIGTERM', async () => {
  // Whoever sends requests hears of the end of a pod a moment later than the pod itself.
  await server.drain(Number(process.env.DRAIN_SECONDS ?? 5));
  await pools.close();
});
