/** A Kubernetes service account in a workload identity pool. */
export interface WorkloadIdentitySubject {
  /** `PROJECT.svc.id.goog` */
  readonly workloadPool: string;
  /** Namespace of the Kubernetes service account. */
  readonly namespace: string;
  /** Name of the Kubernetes service account. */
  readonly kubernetesServiceAccount: string;
}

/** The name of a workload identity pool, `PROJECT.svc.id.goog`. */
export const workloadPoolPattern: RegExp = /^[a-z0-9][a-z0-9.:-]*\.svc\.id\.goog$/;

/** The number of a project. */
export const projectNumberPattern: RegExp = /^[1-9][0-9]*$/;

/**
 * The annotation that links a Kubernetes service account to an IAM service account.
 * Source: https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
export const workloadIdentityAnnotation = 'iam.gke.io/gcp-service-account';

/**
 * The IAM member that may act as the linked IAM service account (it gets `roles/iam.workloadIdentityUser` on it).
 *
 * @example
 * workloadIdentityMember({ workloadPool: 'my-project.svc.id.goog', namespace: 'shop', kubernetesServiceAccount: 'orders' });
 * // 'serviceAccount:my-project.svc.id.goog[shop/orders]'
 */
export function workloadIdentityMember(subject: WorkloadIdentitySubject): string {
  return `serviceAccount:${subject.workloadPool}[${subject.namespace}/${subject.kubernetesServiceAccount}]`;
}

/**
 * The IAM member that is the Kubernetes service account itself, for direct access without an IAM service account.
 * Source: https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#kubernetes-resources-iam-policies
 */
export function principalMember(subject: WorkloadIdentitySubject, projectNumber: string): string {
  const pool = `projects/${projectNumber}/locations/global/workloadIdentityPools/${subject.workloadPool}`;
  return `principal://iam.googleapis.com/${pool}/subject/ns/${subject.namespace}/sa/${subject.kubernetesServiceAccount}`;
}

/** The IAM member of an IAM service account. */
export function serviceAccountMember(email: string): string {
  return `serviceAccount:${email}`;
}
