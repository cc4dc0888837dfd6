import { invalidArgument } from '../google-api/api-errors';
import { getAccessToken } from '../iam/impersonate';
import { serviceAccountPrincipal } from '../iam/principal';
import type { EmulatorContext } from '../service';
import { type ActAs, requireActAs, tokenApi } from './require-act-as';

/** An access token of a service account that somebody asks for. */
export interface TokenRequest extends ActAs {
  readonly scopes: readonly string[];
  readonly lifetimeSeconds: number;
}

export interface GeneratedToken {
  readonly text: string;
  readonly expiresAt: number;
}

/**
 * Gives the caller an access token of the target, if every step of the chain is allowed.
 *
 * @throws ApiError with the refusal
 */
export function generateToken(request: TokenRequest, context: EmulatorContext): GeneratedToken {
  const { target, scopes, lifetimeSeconds } = request;
  if (scopes.length === 0) throw invalidArgument('Scope required.');
  requireActAs(request, getAccessToken, context);
  const principal = serviceAccountPrincipal(target);
  context.log.record('token-issued', tokenApi, { member: principal.member, scopes: scopes.join(', ') });
  return context.tokens.issue(principal, scopes, lifetimeSeconds);
}
