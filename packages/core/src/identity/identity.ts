/**
 * The Kubernetes service account of the pod is linked to an IAM service account (annotation and
 * `roles/iam.workloadIdentityUser`), and every container of the pod acts as it. The form for most applications.
 */
export interface LinkedIdentity extends KubernetesIdentity {
  /**
   * Says that the identity is a linked one.
   * @default 'linked' when iamServiceAccount is set
   */
  readonly form?: 'linked';
  /** E-mail of the IAM service account. */
  readonly iamServiceAccount: string;
}

/**
 * The proxy alone acts as an IAM service account, which it impersonates; no other container's identity changes.
 * The Kubernetes service account stays as it is.
 */
export interface ImpersonatedIdentity extends KubernetesIdentity {
  /** Says that the identity is an impersonated one. */
  readonly form: 'impersonated';
  /** E-mail of the IAM service account that the proxy ends up as. */
  readonly iamServiceAccount: string;
  /**
   * E-mails of the service accounts in between, from the pod's own identity towards the target.
   * @default - none: the pod's identity impersonates the target itself
   */
  readonly impersonationChain?: readonly string[];
  /**
   * E-mail of the IAM service account that the Kubernetes service account is linked to already.
   * @default - none: the pod acts as the Kubernetes service account's own `principal://`
   */
  readonly sourceIamServiceAccount?: string;
}

/**
 * The Kubernetes service account's own `principal://` holds the roles; there is no IAM service account.
 * Enough for built-in authentication, not for IAM database authentication.
 * Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/tree/main/examples/k8s-sidecar
 */
export interface DirectIdentity extends KubernetesIdentity {
  /**
   * Says that the identity is a direct one.
   * @default 'direct' when iamServiceAccount is not set
   */
  readonly form?: 'direct';
  /**
   * A direct identity has none.
   * @default - none
   */
  readonly iamServiceAccount?: never;
}

/** Who the proxy is, for Google Cloud. */
export type Identity = LinkedIdentity | ImpersonatedIdentity | DirectIdentity;

/** The Kubernetes side of every identity. */
export interface KubernetesIdentity {
  /** Name of the Kubernetes service account that the pod runs as. */
  readonly kubernetesServiceAccount: string;
  /**
   * Namespace of the Kubernetes service account.
   * @default - the namespace of the workload; `default` where that names none
   */
  readonly namespace?: string;
  /**
   * Workload identity pool of the GKE cluster or fleet, `PROJECT.svc.id.goog`. Manifests do not need it; the commands that
   * set the link up do. It is never derived from the database's project, which may be another.
   * @default - not known
   */
  readonly workloadPool?: string;
  /**
   * Number of the project that owns the pool, for `principal://` names (forms `direct` and `impersonated`).
   * @default - not known
   */
  readonly workloadPoolProjectNumber?: string;
}

/** How the proxy gets from the pod's Kubernetes service account to what may reach the database. */
export type IdentityForm = 'linked' | 'impersonated' | 'direct';

/** The form of an identity, with its default filled in. */
export function identityForm(identity: Identity): IdentityForm {
  return identity.form ?? (identity.iamServiceAccount === undefined ? 'direct' : 'linked');
}
