import { systemClock } from '../clock';
import type { ConnectorOptions } from '../connector-options';
import { ApiCaller } from '../google-api/api-caller';
import { ownName } from '../own-name';
import { OwnSockets } from '../own-sockets';
import { checkOptions, connectorRules, readConnectorOptions } from '../read-options';
import { withinTime } from '../within-time';
import { Credentials } from './credentials';

/** Whose tokens are given. */
export interface IamTokenOptions
  extends Pick<ConnectorOptions, 'auth' | 'loginAuth' | 'impersonationChain' | 'iamCredentialsEndpoint' | 'universeDomain'> {}

/**
 * A function that gives a fresh login token, as the password of an IAM database user. It is for direct connections with TLS, to the
 * private address and without a connector. What that gives up: the certificate of the client, the proof that the server is the
 * instance and not only somebody with a certificate of its root, and the check of `alloydb.instances.connect` before the login.
 *
 * @example
 * const pool = new pg.Pool({ host: '10.0.0.5', user: 'orders@my-project.iam', password: iamToken(), database: 'orders', ssl: { ca } });
 * @throws ConnectorError `connector-option-unknown` or `connector-option-invalid`; the function rejects with `no-access-token`
 */
export function iamToken(options: IamTokenOptions = {}): () => Promise<string> {
  const { auth, loginAuth, impersonationChain, iamCredentialsEndpoint, universeDomain } = connectorRules;
  const settings = readConnectorOptions(
    checkOptions(options, { auth, loginAuth, impersonationChain, iamCredentialsEndpoint, universeDomain }),
  );
  const { signal } = new AbortController();
  const { refreshTimeout: timeout } = settings;
  const caller = new ApiCaller({
    clock: systemClock,
    random: Math.random,
    userAgent: ownName(),
    timeout,
    connections: { sockets: new OwnSockets(), variables: process.env },
    closing: signal,
  });
  const credentials = new Credentials(settings, caller);
  return () => withinTime(timeout, signal, (ending) => credentials.loginToken(ending));
}
