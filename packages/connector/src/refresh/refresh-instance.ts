import type { AdminApi } from '../admin-api/admin-api';
import type { Clock } from '../clock';
import type { Credentials } from '../credentials/credentials';
import type { InstanceUri } from '../instance-uri/instance-uri';
import type { LazyClientKey } from './client-key';
import { type ConnectionInfo, readConnectionInfo } from './connection-info';

/** What a refresh needs. */
export interface RefreshParts {
  readonly adminApi: AdminApi;
  readonly credentials: Credentials;
  readonly key: LazyClientKey;
  readonly clock: Clock;
}

/**
 * Asks where an instance is and for a new client certificate, both at once.
 *
 * @throws ConnectorError of the kind `refresh`
 */
export async function refreshInstance(uri: InstanceUri, parts: RefreshParts, signal: AbortSignal): Promise<ConnectionInfo> {
  const { adminApi, credentials, key, clock } = parts;
  const [token, { publicKey, privateKey }] = await Promise.all([credentials.apiToken(signal), key.get()]);
  const [connectionInfo, certificate] = await Promise.all([
    adminApi.getConnectionInfo(uri, token, signal),
    adminApi.generateClientCertificate(uri, publicKey, token, signal),
  ]);
  return readConnectionInfo({ uri, endpoint: adminApi.endpoint, connectionInfo, certificate, privateKey, now: clock.now() });
}
