import { mayNotImpersonate, unknownServiceAccount } from '../google-api/api-errors';
import { requireApi } from '../google-api/authorise';
import { explainRefusal } from '../iam/explain-refusal';
import { getOpenIdToken, refusedStep, type TokenPermission } from '../iam/impersonate';
import type { Principal } from '../iam/principal';
import type { EmulatorContext } from '../service';

/** The name of the service. */
export const tokenApi = 'iamcredentials.googleapis.com';

/** Who wants to act as `target`, through the service accounts of `delegates`. */
export interface ActAs {
  readonly caller: Principal;
  readonly delegates: readonly string[];
  /** E-mail. */
  readonly target: string;
}

/**
 * Checks that the API is enabled, that the accounts exist, and that every step of the chain is allowed.
 *
 * @throws ApiError with the refusal
 */
export function requireActAs({ caller, delegates, target }: ActAs, permission: TokenPermission, context: EmulatorContext): void {
  const project = context.access.serviceAccount(target)?.project;
  if (project !== undefined) requireApi(tokenApi, project, context);
  const refused = refusedStep(context.access, caller, [...delegates, target], permission);
  if (refused === undefined) return;
  if (!refused.exists) {
    context.log.record('service-account-missing', tokenApi, { email: refused.target });
    throw unknownServiceAccount(refused.target);
  }
  // The role that lets a Kubernetes service account be linked holds the permissions too; here another one is meant.
  const role =
    refused.permission === getOpenIdToken ? 'roles/iam.serviceAccountOpenIdTokenCreator' : 'roles/iam.serviceAccountTokenCreator';
  const roles = [role, ...refused.decision.roles.filter((one) => !one.startsWith('roles/'))];
  explainRefusal({ subject: tokenApi, principal: refused.principal, decisions: [{ ...refused.decision, roles }] }, context);
  throw mayNotImpersonate(refused.permission);
}
