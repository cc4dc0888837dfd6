import { AdminApi } from './admin-api/admin-api';
import type { Clock } from './clock';
import { Credentials } from './credentials/credentials';
import { Dialer } from './dial/dialer';
import { OpenConnections } from './dial/open-connections';
import { ApiCaller } from './google-api/api-caller';
import { ownName, ownVersion } from './own-name';
import type { ConnectorSettings } from './read-options';
import { LazyClientKey } from './refresh/client-key';
import { InstanceRefreshes } from './refresh/instance-refreshes';

/** What a connector takes of its machine. */
export interface Machine {
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** The parts of a connector, joined. */
export interface ConnectorParts {
  readonly dialer: Dialer;
  readonly connections: OpenConnections;
  readonly key: LazyClientKey;
  readonly credentials: Credentials;
}

/** Makes the parts of a connector. They end when `closing` is aborted, with its reason. */
export function assembleConnector(settings: ConnectorSettings, { clock, random }: Machine, closing: AbortSignal): ConnectorParts {
  const { refreshTimeout, adminApiEndpoint, quotaProject, refresh, limitRateInterval, connectTimeout } = settings;
  const name = ownName();
  const userAgent = settings.userAgent === undefined ? name : `${name} ${settings.userAgent}`;
  const caller = new ApiCaller({ clock, random, userAgent, timeout: refreshTimeout, closing });
  const credentials = new Credentials(settings, caller);
  const clientInfo = `gl-node/${process.versions.node} gccl/${ownVersion()}`;
  const adminApi = new AdminApi({ endpoint: adminApiEndpoint, quotaProject, clientInfo }, caller, credentials.api);
  const key = new LazyClientKey();
  const connections = new OpenConnections();
  const refreshes = new InstanceRefreshes({ adminApi, credentials, key, clock, refresh, limitRateInterval, caller, closing });
  const dialer = new Dialer({
    refreshOf: (uri) => refreshes.of(uri),
    credentials,
    clock,
    userAgent: name,
    timeout: connectTimeout,
    connections,
    closing,
  });
  return { dialer, connections, key, credentials };
}
