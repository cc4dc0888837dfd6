import { type AccessToken, cloudPlatformScope } from '../iam/access-tokens';
import type { EmulatorContext } from '../service';
import { insufficientScopes, unauthenticated } from './api-errors';

/** A call of a Google API, as far as it matters who makes it. */
export interface ApiCall {
  /** As in `alloydb.googleapis.com`. */
  readonly service: string;
  /** As in `getConnectionInfo`. */
  readonly method: string;
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
}

/**
 * Finds out whose call it is.
 *
 * @throws ApiError if there is no token, or none that is worth anything
 */
export function authenticate(call: ApiCall, { tokens, log }: EmulatorContext): AccessToken {
  const { service, method } = call;
  const [, text] = /^Bearer (.+)$/i.exec(call.authorization ?? '') ?? [];
  if (text === undefined) {
    log.record('token-missing', service, { method });
    throw unauthenticated('CREDENTIALS_MISSING', service, method);
  }
  const token = tokens.find(text);
  if (token === undefined) {
    log.record('token-unknown', service, { method });
    throw unauthenticated('ACCESS_TOKEN_TYPE_UNSUPPORTED', service, method);
  }
  if (token.expired) {
    log.record('token-expired', service, { method, member: token.principal.member });
    throw unauthenticated('ACCESS_TOKEN_EXPIRED', service, method);
  }
  if (!token.scopes.includes(cloudPlatformScope)) {
    log.record('scope-missing', service, {
      member: token.principal.member,
      method,
      scopes: token.scopes.join(', '),
      wanted: cloudPlatformScope,
    });
    throw insufficientScopes(service, method);
  }
  return token;
}
