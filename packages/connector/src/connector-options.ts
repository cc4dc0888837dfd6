import type { AccessTokenSource } from './credentials/access-token-source';

/** How a connector is set up. Everything has a default. */
export interface ConnectorOptions {
  /**
   * Who calls the Admin API: a `GoogleAuth` or a client of google-auth-library (10 or 11), or any object with `getAccessToken()`.
   * @default - the application default credentials, read by google-auth-library
   */
  readonly auth?: AccessTokenSource;
  /**
   * Who logs in to instances and databases, where that is a token of its own: one with the scope of AlloyDB logins alone.
   * @default - `auth` where that is given, else the application default credentials with the scope `https://www.googleapis.com/auth/alloydb.login`
   */
  readonly loginAuth?: AccessTokenSource;
  /**
   * The IAM service accounts that are impersonated, from the first one to the one that connects.
   * @default - none: `auth` connects
   */
  readonly impersonationChain?: readonly string[];
  /**
   * The project whose quota the calls of the Admin API count against.
   * @default - the project of the instance
   */
  readonly quotaProject?: string;
  /**
   * The URL of the Admin API.
   * @default - `https://alloydb.` with the universe domain
   */
  readonly adminApiEndpoint?: string;
  /**
   * The URL of the API that makes tokens of impersonated IAM service accounts.
   * @default - `https://iamcredentials.` with the universe domain
   */
  readonly iamCredentialsEndpoint?: string;
  /**
   * The domain of the cloud.
   * @default 'googleapis.com'
   */
  readonly universeDomain?: string;
  /**
   * What the program is called, behind the name of the connector in its user agent: `my-app/1.2.3`.
   * @default - the name of the connector alone
   */
  readonly userAgent?: string;
  /**
   * When certificates are renewed: four minutes before they expire, by a timer that keeps no process alive, or when a connection
   * is made that needs it. Lazy is for machines whose CPU stands still between requests.
   * @default 'ahead'
   */
  readonly refresh?: 'ahead' | 'lazy';
  /**
   * How long a single step of a connection may take, in milliseconds: TCP, TLS, each direction of the metadata exchange.
   * @default 30000
   */
  readonly connectTimeout?: number;
  /**
   * How long a refresh may take with all its tries, in milliseconds.
   * @default 60000
   */
  readonly refreshTimeout?: number;
  /**
   * The time between two refreshes of an instance, in milliseconds. Two may follow each other at once.
   * @default 30000
   */
  readonly limitRateInterval?: number;
}

/** How `close()` closes. */
export interface CloseOptions {
  /**
   * How long open connections may go on, in milliseconds. What is still open then is ended. End your pools first: their
   * connections are then gone, and nothing is waited for.
   * @default 5000
   */
  readonly drainTimeout?: number;
}
