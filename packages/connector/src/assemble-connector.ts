import { AdminApi } from './admin-api/admin-api';
import type { Clock } from './clock';
import { Credentials } from './credentials/credentials';
import { Dialer } from './dial/dialer';
import { OpenConnections } from './dial/open-connections';
import { ApiCaller } from './google-api/api-caller';
import type { Variables } from './google-api/egress-proxy';
import { ownName, ownVersion } from './own-name';
import { OwnSockets } from './own-sockets';
import type { ConnectorSettings } from './read-options';
import { LazyClientKey } from './refresh/client-key';
import { InstanceRefreshes } from './refresh/instance-refreshes';

/** What a connector takes of its machine. */
export interface Machine {
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** The variables of the process. */
  readonly variables: Variables;
}

/** The parts of a connector, joined. */
export interface ConnectorParts {
  readonly dialer: Dialer;
  readonly connections: OpenConnections;
  readonly sockets: OwnSockets;
  readonly key: LazyClientKey;
  readonly credentials: Credentials;
}

/** Makes the parts of a connector. They end when `closing` is aborted, with its reason. */
export function assembleConnector(
  settings: ConnectorSettings,
  { clock, random, variables }: Machine,
  closing: AbortSignal,
): ConnectorParts {
  const { refreshTimeout, adminApiEndpoint, quotaProject, refresh, limitRateInterval, connectTimeout } = settings;
  const name = ownName();
  const userAgent = settings.userAgent === undefined ? name : `${name} ${settings.userAgent}`;
  const sockets = new OwnSockets();
  const caller = new ApiCaller({ clock, random, userAgent, timeout: refreshTimeout, connections: { sockets, variables }, closing });
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
    sockets,
    closing,
  });
  return { dialer, connections, sockets, key, credentials };
}
