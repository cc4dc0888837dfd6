import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can be wrong with an identity. */
export const identityCodes = {
  'iam-service-account-email': {
    message: '{value} is not the e-mail of an IAM service account.',
    repair: 'Write NAME@PROJECT.iam.gserviceaccount.com. "gcloud iam service-accounts list --format=\'value(email)\'" prints it.',
  },
  'kubernetes-service-account-name': {
    message: '{value} is not the name of a Kubernetes service account.',
    repair: 'Use lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit.',
  },
  'namespace-name': {
    message: '{value} is not the name of a namespace.',
    repair: 'Use 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
  },
  'workload-pool': {
    message: '{value} is not a workload identity pool.',
    repair:
      'Write PROJECT.svc.id.goog, with the project of the GKE cluster or fleet. "gcloud container clusters describe CLUSTER --format=\'value(workloadIdentityConfig.workloadPool)\'" prints it.',
  },
  'workload-pool-project-number': {
    message: '{value} is not a project number.',
    repair:
      'Write the number of the project that owns the workload identity pool. "gcloud projects describe PROJECT --format=\'value(projectNumber)\'" prints it.',
  },
  'service-account-id': {
    message: 'A service account id cannot be made of {value}.',
    repair: 'Use at least 6 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.',
  },
  'iam-service-account-missing': {
    message: 'The identity has the form "{form}" and names no IAM service account.',
    repair: 'Set iamServiceAccount to the e-mail of the IAM service account that the proxy acts as.',
  },
  'iam-service-account-not-used': {
    message: 'The identity has the form "direct", and {value} is named as its IAM service account, which a direct identity does not use.',
    repair: 'Remove iamServiceAccount, or use the form "linked" or "impersonated".',
  },
  'impersonation-not-used': {
    message: '{field} is set, and the identity has the form "{form}", which impersonates nobody.',
    repair: 'Remove {field}, or use the form "impersonated".',
  },
} as const;

export const problem: ProblemFactory<typeof identityCodes> = problemFactory(identityCodes);
