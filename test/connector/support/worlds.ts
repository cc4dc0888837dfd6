import type { EmulatorSpec } from '@alloydb-gke/emulator';
import { bothKindsOfUsers, clusterName } from '../../emulator/support/world';

const email = (name: string): string => `${name}@my-project.iam.gserviceaccount.com`;

/** A primary with every IP type and a read pool with the private one, and a user of each kind. */
export function primaryAndReadPool(): EmulatorSpec {
  const spec = bothKindsOfUsers();
  const cluster = spec.clusters[clusterName];
  const databaseFlags = { 'alloydb.iam_authentication': 'on' };
  return {
    ...spec,
    clusters: {
      [clusterName]: {
        ...cluster,
        instances: {
          primary: { databaseFlags, ipTypes: ['PRIVATE', 'PUBLIC', 'PSC'] },
          'read-pool': { type: 'READ_POOL', databaseFlags },
        },
      },
    },
  };
}

/** The pod is one account, which ends up as another. */
export function impersonating(): EmulatorSpec {
  const spec = bothKindsOfUsers();
  const mayBeImpersonatedBy = (name: string): object => ({
    iam: [{ role: 'roles/iam.serviceAccountTokenCreator', members: [`serviceAccount:${email(name)}`] }],
  });
  const workloadPool = 'my-project.svc.id.goog';
  return {
    ...spec,
    projects: {
      'my-project': {
        ...spec.projects?.['my-project'],
        serviceAccounts: {
          pod: { iam: [{ role: 'roles/iam.workloadIdentityUser', members: [`serviceAccount:${workloadPool}[shop/pod]`] }] },
          hop: mayBeImpersonatedBy('pod'),
          orders: mayBeImpersonatedBy('hop'),
        },
      },
    },
    kubernetesServiceAccounts: [{ name: 'pod', namespace: 'shop', workloadPool, iamServiceAccount: email('pod') }],
  };
}

/** Nobody has a role. */
export function withoutRoles(): EmulatorSpec {
  const spec = bothKindsOfUsers();
  return { ...spec, projects: { 'my-project': { ...spec.projects?.['my-project'], iam: [] } } };
}

/** The API is not enabled. */
export function withoutApi(): EmulatorSpec {
  const spec = bothKindsOfUsers();
  const project = { ...spec.projects?.['my-project'], disabledApis: ['alloydb.googleapis.com'] };
  return { ...spec, projects: { 'my-project': project } };
}

/** IAM logins are not switched on. */
export function withoutIamLogins(): EmulatorSpec {
  const spec = bothKindsOfUsers();
  return { ...spec, clusters: { [clusterName]: { ...spec.clusters[clusterName], instances: { primary: {} } } } };
}
