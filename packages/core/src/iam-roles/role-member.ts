import {
  principalMember,
  serviceAccountMember,
  type WorkloadIdentitySubject,
  workloadIdentityMember,
} from '../identity/workload-identity-member';
import type { RoleHolder } from './required-roles';

/** What IAM needs to know of a Kubernetes service account to name it. */
export interface RoleSubject extends WorkloadIdentitySubject {
  /** Number of the project that owns the workload identity pool. Only `principal://` names have it in them. */
  readonly workloadPoolProjectNumber: string;
}

/** What the holder of a role is called in IAM. */
export function roleMember(holder: RoleHolder, subject: RoleSubject): string {
  switch (holder.kind) {
    case 'iam-service-account':
      return serviceAccountMember(holder.email);
    case 'linked-kubernetes-service-account':
      return workloadIdentityMember(subject);
    case 'kubernetes-principal':
      return principalMember(subject, subject.workloadPoolProjectNumber);
  }
}
