import type { AccessTokenSource } from '../credentials/access-token-source';
import type { ApiCaller } from '../google-api/api-caller';
import type { InstanceUri } from '../instance-uri/instance-uri';

/** How the Admin API is called. */
export interface AdminApiOptions {
  /** Its URL, without a slash at the end. */
  readonly endpoint: string;
  readonly quotaProject: string | undefined;
  /** What the connector and its Node are called, for Google's statistics. */
  readonly clientInfo: string;
}

/** An answer of the Admin API, not yet looked at. */
export type ApiAnswer = Readonly<Record<string, unknown>>;

/** The version with the name for Private Service Connect in the connection info; v1 has none. */
const version = 'v1beta';

/** As Google's own REST clients ask. */
const query = '%24alt=json%3Benum-encoding%3Dint';

/** The two calls that a connection needs. Source: google/cloud/alloydb/v1beta/service.proto of googleapis */
export class AdminApi {
  readonly #options: AdminApiOptions;
  readonly #caller: ApiCaller;
  readonly #source: AccessTokenSource;

  constructor(options: AdminApiOptions, caller: ApiCaller, source: AccessTokenSource) {
    this.#options = options;
    this.#caller = caller;
    this.#source = source;
  }

  /** The URL of the API. */
  get endpoint(): string {
    return this.#options.endpoint;
  }

  /** Where the instance is. @throws ConnectorError of the kind `refresh` */
  getConnectionInfo(uri: InstanceUri, token: string, signal: AbortSignal): Promise<ApiAnswer> {
    return this.#call('GET', `${uri.text}/connectionInfo`, uri.text, undefined, uri, token, signal);
  }

  /** A certificate for a key. @throws ConnectorError of the kind `refresh` */
  generateClientCertificate(uri: InstanceUri, publicKey: string, token: string, signal: AbortSignal): Promise<ApiAnswer> {
    const body = { parent: uri.clusterName, certDuration: '3600s', publicKey, useMetadataExchange: true };
    return this.#call('POST', `${uri.clusterName}:generateClientCertificate`, uri.clusterName, body, uri, token, signal);
  }

  #call(
    method: 'GET' | 'POST',
    path: string,
    parent: string,
    body: object | undefined,
    uri: InstanceUri,
    token: string,
    signal: AbortSignal,
  ): Promise<ApiAnswer> {
    const { endpoint, quotaProject, clientInfo } = this.#options;
    return this.#caller.call(
      {
        api: 'AlloyDB API',
        endpoint,
        url: `${endpoint}/${version}/${path}?${query}`,
        method,
        headers: {
          'x-goog-api-client': clientInfo,
          'x-goog-request-params': `parent=${encodeURIComponent(parent)}`,
          ...(quotaProject !== undefined && { 'x-goog-user-project': quotaProject }),
        },
        ...(body && { body }),
        source: this.#source,
        resource: parent,
        project: uri.project,
        instanceUri: uri.text,
      },
      token,
      signal,
    );
  }
}
