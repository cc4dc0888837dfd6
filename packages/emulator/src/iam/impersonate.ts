import type { AccessControl, Decision } from './access-control';
import { type Principal, serviceAccountPrincipal } from './principal';

/** The permission to get a token of a service account. */
export const getAccessToken = 'iam.serviceAccounts.getAccessToken';

/** A step of an impersonation chain that is not allowed. */
export interface RefusedStep {
  /** Who wanted to act as `target`. */
  readonly principal: Principal;
  /** E-mail. */
  readonly target: string;
  /** Whether the target exists. */
  readonly exists: boolean;
  readonly decision: Extract<Decision, { granted: false }>;
}

/**
 * Walks an impersonation chain: each principal needs the permission on the next, the caller on the first.
 * Source: https://cloud.google.com/iam/docs/create-short-lived-credentials-delegated
 *
 * @returns the step that is refused, or undefined when the caller may act as the last of `chain`
 */
export function refusedStep(access: AccessControl, caller: Principal, chain: readonly string[]): RefusedStep | undefined {
  let principal = caller;
  for (const target of chain) {
    const exists = access.serviceAccount(target) !== undefined;
    const decision = access.decide(principal, getAccessToken, { serviceAccount: target });
    if (!decision.granted) return { principal, target, exists, decision };
    principal = serviceAccountPrincipal(target);
  }
  return undefined;
}
