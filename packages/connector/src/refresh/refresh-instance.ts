import type { AdminApi, ApiAnswer } from '../admin-api/admin-api';
import type { Clock } from '../clock';
import type { Credentials } from '../credentials/credentials';
import { ConnectorError } from '../errors/connector-error';
import type { InstanceUri } from '../instance-uri/instance-uri';
import { untilAborted } from '../until-aborted';
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
  // Keys are made by a thread, which nothing ends.
  const [token, { publicKey, privateKey }] = await Promise.all([credentials.apiToken(signal), untilAborted(key.get(), signal)]);
  const ask = (as: string): Promise<[ApiAnswer, ApiAnswer]> =>
    Promise.all([adminApi.getConnectionInfo(uri, as, signal), adminApi.generateClientCertificate(uri, publicKey, as, signal)]);
  const [connectionInfo, certificate] = await ask(token).catch(async (error: unknown) => {
    if (!(error instanceof ConnectorError && error.code === 'token-not-accepted')) throw error;
    const other = await credentials.otherApiToken(token, signal);
    if (other === undefined) throw error;
    return ask(other);
  });
  return readConnectionInfo({ uri, endpoint: adminApi.endpoint, connectionInfo, certificate, privateKey, now: clock.now() });
}
