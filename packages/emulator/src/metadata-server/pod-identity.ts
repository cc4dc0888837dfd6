import { workloadIdentityMember } from '@alloydb-gke/core';
import { ApiError, apiStatuses } from '../google-api/api-error';
import { mayNotImpersonate, unknownServiceAccount } from '../google-api/api-errors';
import { requireApi } from '../google-api/authorise';
import { cloudPlatformScope } from '../iam/access-tokens';
import { explainRefusal, poolProject } from '../iam/explain-refusal';
import { getAccessToken, getOpenIdToken, type TokenPermission } from '../iam/impersonate';
import { kubernetesPrincipal, type Principal, serviceAccountPrincipal } from '../iam/principal';
import type { EmulatorContext } from '../service';
import type { KubernetesServiceAccount } from '../spec/emulator-model';
import { identityToken } from '../token-service/identity-token';
import { tokenApi } from '../token-service/require-act-as';

/** Why a pod gets no token, as GKE's metadata server says it. */
export class NoToken extends Error {
  override readonly name: string = 'NoToken';
  readonly httpStatus: number;

  constructor(httpStatus: number, message: string) {
    super(message);
    this.httpStatus = httpStatus;
  }
}

/** The identity of the pods of a Kubernetes service account. */
export class PodIdentity {
  readonly #account: KubernetesServiceAccount;
  readonly #context: EmulatorContext;

  constructor(account: KubernetesServiceAccount, context: EmulatorContext) {
    this.#account = account;
    this.#context = context;
  }

  /** What the pods are called: the linked service account, or the pool where there is no link, as on GKE. */
  get email(): string {
    return this.#account.iamServiceAccount ?? this.#account.workloadPool;
  }

  /**
   * A token for the pods.
   *
   * @throws NoToken if one half of the link is missing
   */
  token(scopes: readonly string[]): { readonly text: string; readonly expiresAt: number } {
    const wanted = scopes.length > 0 ? scopes : [cloudPlatformScope];
    const principal = this.#principal(getAccessToken);
    this.#context.log.record('token-issued', 'metadata-server', { member: principal.member, scopes: wanted.join(', ') });
    return this.#context.tokens.issue(principal, wanted, 3600);
  }

  /**
   * An identity token for the pods, which only a linked IAM service account has.
   *
   * @throws NoToken if there is no link, or one half of it is missing
   */
  identityToken(audience: string): string {
    if (this.#account.iamServiceAccount === undefined)
      throw new NoToken(404, 'The Kubernetes service account is not linked to an IAM service account.\n');
    this.#principal(getOpenIdToken);
    return identityToken(this.#account.iamServiceAccount, audience, this.#context.clock.now());
  }

  #principal(permission: TokenPermission): Principal {
    const { access, log } = this.#context;
    const self = kubernetesPrincipal(this.#account, access.projectNumber(poolProject(this.#account)));
    const email = this.#account.iamServiceAccount;
    if (email === undefined) return self;
    const target = access.serviceAccount(email);
    if (target === undefined) {
      log.record('service-account-missing', 'metadata-server', { email });
      throw noToken(unknownServiceAccount(email));
    }
    this.#requireApi(target.project);
    const decision = access.decide(self, permission, { serviceAccount: email });
    if (decision.granted) return serviceAccountPrincipal(email);
    const subject = { ...this.#account, kubernetesServiceAccount: this.#account.name };
    if (decision.conditional.length > 0)
      explainRefusal({ subject: 'metadata-server', principal: self, decisions: [decision] }, this.#context);
    else {
      const account = `${this.#account.namespace}/${this.#account.name}`;
      log.record('workload-identity-binding-missing', 'metadata-server', { account, email, member: workloadIdentityMember(subject) });
    }
    throw noToken(mayNotImpersonate(permission));
  }

  #requireApi(project: string): void {
    try {
      requireApi(tokenApi, project, this.#context);
    } catch (error) {
      throw error instanceof ApiError ? noToken(error) : error;
    }
  }
}

/** Source of the wording: https://github.com/camunda/camunda/issues/31106, https://github.com/google/kctf/issues/194 */
function noToken({ status, message }: ApiError): NoToken {
  const { http } = apiStatuses[status];
  const text = [
    `Unable to generate access token; IAM returned ${http} ${http === 404 ? 'Not Found' : 'Forbidden'}: ${message}`,
    'This error could be caused by a missing IAM policy binding on the target IAM service account.',
    'For more information, refer to the Workload Identity documentation:',
    '\thttps://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#authenticating_to',
    '',
    '',
  ];
  return new NoToken(http, text.join('\n'));
}
