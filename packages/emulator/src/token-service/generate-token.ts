import { invalidArgument, mayNotImpersonate, unknownServiceAccount } from '../google-api/api-errors';
import { requireApi } from '../google-api/authorise';
import { cloudPlatformScope } from '../iam/access-tokens';
import { explainRefusal } from '../iam/explain-refusal';
import { refusedStep } from '../iam/impersonate';
import { type Principal, serviceAccountPrincipal } from '../iam/principal';
import type { EmulatorContext } from '../service';

/** The name of the service. */
export const tokenApi = 'iamcredentials.googleapis.com';

/** A token of `target` that `caller` asks for, through the service accounts of `delegates`. */
export interface TokenRequest {
  readonly caller: Principal;
  readonly delegates: readonly string[];
  readonly target: string;
  readonly scopes: readonly string[];
  readonly lifetimeSeconds: number;
}

export interface GeneratedToken {
  readonly text: string;
  readonly expiresAt: number;
}

/**
 * Gives the caller a token of the target, if every step of the chain is allowed.
 *
 * @throws ApiError with the refusal
 */
export function generateToken(request: TokenRequest, context: EmulatorContext): GeneratedToken {
  const { caller, delegates, target, scopes, lifetimeSeconds } = request;
  if (scopes.length === 0) throw invalidArgument('Scope required.');
  const project = context.access.serviceAccount(target)?.project;
  if (project !== undefined) requireApi(tokenApi, project, context);
  const refused = refusedStep(context.access, caller, [...delegates, target]);
  if (refused && !refused.exists) {
    context.log.record('service-account-missing', tokenApi, { email: refused.target });
    throw unknownServiceAccount(refused.target);
  }
  if (refused) {
    // The role that lets a Kubernetes service account be linked holds the permission too; here the other one is meant.
    const decision = { ...refused.decision, roles: ['roles/iam.serviceAccountTokenCreator'] };
    explainRefusal({ subject: tokenApi, principal: refused.principal, decisions: [decision] }, context);
    throw mayNotImpersonate();
  }
  const principal = serviceAccountPrincipal(target);
  context.log.record('token-issued', tokenApi, { member: principal.member, scopes: scopes.join(', ') });
  return context.tokens.issue(principal, scopes.length > 0 ? scopes : [cloudPlatformScope], lifetimeSeconds);
}
