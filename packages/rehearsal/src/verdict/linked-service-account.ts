import { serviceAccountEmail } from '@alloydb-gke/core';
import type { EmulatorSpec } from '@alloydb-gke/emulator';

/**
 * The IAM service account that lets a Kubernetes service account act as it: what its annotation would have to say. Undefined where
 * there is none.
 *
 * @param isMeant whether a member is that Kubernetes service account
 */
export function linkedServiceAccount({ projects = {} }: EmulatorSpec, isMeant: (member: string) => boolean): string | undefined {
  for (const [project, { serviceAccounts = {} }] of Object.entries(projects)) {
    for (const [id, { iam = [] }] of Object.entries(serviceAccounts)) {
      const links = iam.filter(({ role }) => role === 'roles/iam.workloadIdentityUser').flatMap(({ members }) => members);
      if (links.some(isMeant)) return serviceAccountEmail(id, project);
    }
  }
  return undefined;
}
