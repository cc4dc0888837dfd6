import type { ApiCaller } from '../google-api/api-caller';
import { accessToken } from './access-token';
import type { AccessTokenSource } from './access-token-source';
import { DefaultCredentials } from './default-credentials';
import { ImpersonatedCredentials } from './impersonated-credentials';
import { apiScope, loginScope } from './scopes';

/** Whose tokens are used, as it is written. */
export interface CredentialsOptions {
  readonly auth: AccessTokenSource | undefined;
  readonly loginAuth: AccessTokenSource | undefined;
  readonly impersonationChain: readonly string[];
  readonly iamCredentialsEndpoint: string;
  readonly universeDomain: string;
}

/** The two tokens of a connection: one for the Admin API, and one for logins that is worth nothing anywhere else. */
export class Credentials {
  /** Gives the tokens for the Admin API. */
  readonly api: AccessTokenSource;
  /** Gives the tokens for the metadata exchange and for logins. */
  readonly login: AccessTokenSource;

  constructor(options: CredentialsOptions, caller: ApiCaller) {
    const { auth, loginAuth, impersonationChain: chain, iamCredentialsEndpoint: endpoint, universeDomain } = options;
    const base = auth ?? new DefaultCredentials(apiScope, universeDomain);
    if (chain.length === 0) {
      this.api = base;
      this.login = loginAuth ?? auth ?? new DefaultCredentials(loginScope, universeDomain);
      return;
    }
    const impersonated = (scope: string): AccessTokenSource => new ImpersonatedCredentials({ base, chain, scope, endpoint }, caller);
    this.api = impersonated(apiScope);
    this.login = loginAuth ?? impersonated(loginScope);
  }

  /** A token for the Admin API. @throws ConnectorError `no-access-token` and what the source threw */
  apiToken(signal: AbortSignal): Promise<string> {
    return accessToken(this.api, signal);
  }

  /** Another token for the Admin API than this one, which it does not accept; undefined where there is no other. @throws as above */
  async otherApiToken(refused: string, signal: AbortSignal): Promise<string | undefined> {
    forget(this.api, refused);
    const token = await this.apiToken(signal);
    return token === refused ? undefined : token;
  }

  /** The token was not accepted by an instance: it is not used again where it was kept here. */
  forgetLogin(refused: string): void {
    forget(this.login, refused);
  }

  /** A token for the metadata exchange. @throws ConnectorError `no-access-token` and what the source threw */
  loginToken(signal: AbortSignal): Promise<string> {
    return accessToken(this.login, signal);
  }
}

/** Other sources keep their tokens themselves. */
function forget(source: AccessTokenSource, token: string): void {
  if (source instanceof ImpersonatedCredentials) source.forget(token);
}
