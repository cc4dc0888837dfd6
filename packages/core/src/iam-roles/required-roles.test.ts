import { describe, expect, it } from 'vitest';
import { Connection } from '../connection/connection';
import type { Identity, LinkedIdentity } from '../identity/identity';
import { type RequiredRole, requiredRoles } from './required-roles';
import { roleMember } from './role-member';
import { roleTable } from './role-table';

const primary = 'projects/data-project/locations/us-central1/clusters/shop/instances/primary';
const elsewhere = 'projects/other-data-project/locations/europe-west1/clusters/shop-eu/instances/primary';
const linked: LinkedIdentity = { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@identity-project.iam.gserviceaccount.com' };
const subject = {
  workloadPool: 'gke-project.svc.id.goog',
  namespace: 'shop',
  kubernetesServiceAccount: 'orders',
  workloadPoolProjectNumber: '123456789012',
};

/** `role: member on target`, short enough to read. */
const line = ({ role, holder, target }: RequiredRole): string =>
  `${role.replace('roles/', '')}: ${roleMember(holder, subject)} on ${target.kind === 'project' ? target.project : target.email}`;

const iam = (identity: LinkedIdentity, instances: Record<string, string> = { primary }): readonly string[] =>
  requiredRoles(Connection.of({ auth: 'iam', databaseName: 'shop', instances, identity })).map(line);

const builtIn = (identity: Identity): readonly string[] =>
  requiredRoles(Connection.of({ auth: 'built-in', databaseName: 'shop', databaseUser: 'orders', instances: { primary }, identity })).map(
    line,
  );

const account = 'serviceAccount:orders@identity-project.iam.gserviceaccount.com';
const principal =
  'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/gke-project.svc.id.goog/subject/ns/shop/sa/orders';
const link =
  'iam.workloadIdentityUser: serviceAccount:gke-project.svc.id.goog[shop/orders] on orders@identity-project.iam.gserviceaccount.com';

describe('the roles of a connection', () => {
  it('lie in the project of the database, and the link in that of the GKE cluster', () => {
    expect(builtIn(linked)).toEqual([
      `alloydb.client: ${account} on data-project`,
      `serviceusage.serviceUsageConsumer: ${account} on data-project`,
      link,
    ]);
  });

  it('include the login of a database user with IAM authentication', () => {
    expect(iam(linked)).toEqual([
      `alloydb.client: ${account} on data-project`,
      `serviceusage.serviceUsageConsumer: ${account} on data-project`,
      `alloydb.databaseUser: ${account} on data-project`,
      link,
    ]);
  });

  it('are needed once in each project that has an instance', () => {
    const projects = iam(linked, { primary, read: primary.replace('/primary', '/read-pool'), elsewhere }).map(
      (text) => text.split(' on ')[1],
    );
    expect(projects).toEqual([...Array(3).fill('data-project'), ...Array(3).fill('other-data-project'), linked.iamServiceAccount]);
  });

  it('go to the Kubernetes service account itself where there is no IAM service account', () => {
    expect(builtIn({ kubernetesServiceAccount: 'orders' })).toEqual([
      `alloydb.client: ${principal} on data-project`,
      `serviceusage.serviceUsageConsumer: ${principal} on data-project`,
    ]);
  });

  it('let the Kubernetes service account itself impersonate the target', () => {
    expect(builtIn({ ...linked, form: 'impersonated' }).slice(2)).toEqual([
      `iam.serviceAccountTokenCreator: ${principal} on ${linked.iamServiceAccount}`,
    ]);
  });

  it('lead hop by hop from the account that the pod is linked to, to the target', () => {
    const source = 'pod@gke-project.iam.gserviceaccount.com';
    const [first, second] = ['hop-one@identity-project.iam.gserviceaccount.com', 'hop-two@identity-project.iam.gserviceaccount.com'];
    const identity: Identity = { ...linked, form: 'impersonated', impersonationChain: [first, second], sourceIamServiceAccount: source };
    expect(builtIn(identity)).toEqual([
      `alloydb.client: ${account} on data-project`,
      `serviceusage.serviceUsageConsumer: ${account} on data-project`,
      `iam.workloadIdentityUser: serviceAccount:gke-project.svc.id.goog[shop/orders] on ${source}`,
      `iam.serviceAccountTokenCreator: serviceAccount:${source} on ${first}`,
      `iam.serviceAccountTokenCreator: serviceAccount:${first} on ${second}`,
      `iam.serviceAccountTokenCreator: serviceAccount:${second} on ${linked.iamServiceAccount}`,
    ]);
  });

  it('go to the pod itself for telemetry, whoever the proxy impersonates', () => {
    const { instances } = Connection.of({ auth: 'iam', databaseName: 'shop', instances: { primary }, identity: linked });
    const telemetry = (identity: Identity): readonly string[] =>
      requiredRoles({ auth: 'built-in', identity, instances }, { telemetryProject: 'watch-project' })
        .map(line)
        .filter((text) => text.endsWith('watch-project'));
    const both = (member: string): readonly string[] =>
      ['monitoring.metricWriter', 'cloudtrace.agent'].map((role) => `${role}: ${member} on watch-project`);
    const source = 'pod@gke-project.iam.gserviceaccount.com';
    expect(telemetry(linked)).toEqual(both(account));
    expect(telemetry({ kubernetesServiceAccount: 'orders' })).toEqual(both(principal));
    expect(telemetry({ ...linked, form: 'impersonated' })).toEqual(both(principal));
    expect(telemetry({ ...linked, form: 'impersonated', sourceIamServiceAccount: source })).toEqual(both(`serviceAccount:${source}`));
  });

  it('are all rows of the table, which each row says for itself', () => {
    const identities: Identity[] = [
      linked,
      { ...linked, form: 'impersonated', sourceIamServiceAccount: linked.iamServiceAccount },
      { kubernetesServiceAccount: 'orders' },
    ];
    const forms = ['linked', 'impersonated', 'direct'] as const;
    for (const [index, identity] of identities.entries()) {
      for (const auth of ['iam', 'built-in'] as const) {
        const { instances } = Connection.of({ auth: 'iam', databaseName: 'shop', instances: { primary }, identity: linked });
        const form = forms[index] ?? 'linked';
        const wanted = roleTable.filter((role) => role.auth.includes(auth) && role.forms.includes(form)).map(({ name }) => name);
        const found = requiredRoles({ auth, identity, instances }, { telemetryProject: 'watch-project' }).map(({ role }) => role);
        expect([...found].sort()).toEqual([...wanted].sort());
      }
    }
  });
});
