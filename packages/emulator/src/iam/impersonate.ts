import type { AccessControl, Decision } from './access-control';
import { type Principal, serviceAccountPrincipal } from './principal';

/** The permission to get a token of a service account. */
export const getAccessToken = 'iam.serviceAccounts.getAccessToken';

/** The permission to get an identity token of a service account, which says who it is and opens no API. */
export const getOpenIdToken = 'iam.serviceAccounts.getOpenIdToken';

/** What is asked for at the end of an impersonation chain. */
export type TokenPermission = typeof getAccessToken | typeof getOpenIdToken;

/** A step of an impersonation chain that is not allowed. */
export interface RefusedStep {
  /** Who wanted to act as `target`. */
  readonly principal: Principal;
  /** E-mail. */
  readonly target: string;
  /** Whether the target exists. */
  readonly exists: boolean;
  readonly permission: TokenPermission;
  readonly decision: Extract<Decision, { granted: false }>;
}

/**
 * Walks an impersonation chain: each principal may act as the next, the caller as the first, and the last step needs the
 * permission for what is asked for.
 * Source: https://cloud.google.com/iam/docs/create-short-lived-credentials-delegated
 *
 * @returns the step that is refused, or undefined when the caller may act as the last of `chain`
 */
export function refusedStep(
  access: AccessControl,
  caller: Principal,
  chain: readonly string[],
  wanted: TokenPermission,
): RefusedStep | undefined {
  let principal = caller;
  for (const [index, target] of chain.entries()) {
    const permission = index === chain.length - 1 ? wanted : getAccessToken;
    const exists = access.serviceAccount(target) !== undefined;
    const decision = access.decide(principal, permission, { serviceAccount: target });
    if (!decision.granted) return { principal, target, exists, permission, decision };
    principal = serviceAccountPrincipal(target);
  }
  return undefined;
}
