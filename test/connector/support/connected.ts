import { type ConnectionOptions, Connector, type ConnectorOptions } from '@alloydb-gke/connector';
import type { RunningEmulator } from '@alloydb-gke/emulator';
import { Client } from 'pg';
import { iamServiceAccount, iamUser, password, primary } from '../../emulator/support/world';

/** A connector for the emulator, as the service account of the world. Refreshes need not wait for each other. */
export function connectorFor(emulator: RunningEmulator, options: ConnectorOptions = {}): Connector {
  return new Connector({
    auth: { getAccessToken: async () => emulator.accessToken(iamServiceAccount) },
    adminApiEndpoint: emulator.addresses.adminApi,
    limitRateInterval: 0,
    // No test waits for its end: whoever connects does it on a busy machine too.
    connectTimeout: 60_000,
    ...options,
  });
}

/** Who the database says that one is, by a connection of its own. */
export async function currentUser(connector: Connector, options: Partial<ConnectionOptions> = {}): Promise<string> {
  const login = options.authType === 'IAM' ? { user: iamUser } : { user: 'app', password };
  const client = new Client({ ...connector.getOptions({ instanceUri: primary, ...options }), ...login, database: 'orders' });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ current_user: string }>('SELECT current_user');
    return rows[0]?.current_user ?? '';
  } finally {
    await client.end();
  }
}
