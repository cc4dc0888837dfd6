import type { AdminApi, ApiAnswer } from '../admin-api/admin-api';
import type { Clock } from '../clock';
import type { Credentials } from '../credentials/credentials';
import { ConnectorError, connectorError } from '../errors/connector-error';
import type { InstanceUri } from '../instance-uri/instance-uri';
import { untilAborted } from '../until-aborted';
import { isTimeoutError } from '../within-time';
import type { ClientKey, LazyClientKey } from './client-key';
import { type ConnectionInfo, readConnectionInfo } from './connection-info';

/** What the refreshes of a connector need. */
export interface RefreshParts {
  readonly adminApi: AdminApi;
  readonly credentials: Credentials;
  readonly key: LazyClientKey;
  readonly clock: Clock;
}

/** What one of them needs. */
export interface OneRefreshParts extends RefreshParts {
  /** Is called when token and key are there, before the Admin API is asked. */
  readonly onAsk: () => void;
}

/**
 * Asks where an instance is and for a new client certificate, both at once.
 *
 * @throws ConnectorError of the kind `refresh`
 */
export async function refreshInstance(uri: InstanceUri, parts: OneRefreshParts, signal: AbortSignal): Promise<ConnectionInfo> {
  const { adminApi, credentials, key, clock, onAsk } = parts;
  const [token, { publicKey, privateKey }] = await Promise.all([credentials.apiToken(signal), keyInTime(key, signal)]);
  onAsk();
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

/** Keys are made by a thread, which nothing ends, and which whatever else occupies the threads keeps waiting. */
async function keyInTime(key: LazyClientKey, signal: AbortSignal): Promise<ClientKey> {
  return untilAborted(key.get(), signal).catch((error: unknown) => {
    throw isTimeoutError(error) ? connectorError('key-not-made-in-time', {}) : error;
  });
}
