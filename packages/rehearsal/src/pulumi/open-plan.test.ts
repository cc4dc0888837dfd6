import { describe, expect, it } from 'vitest';
import { RehearsalError } from '../rehearsal-error';
import { openPlan } from './open-plan';
import { planOf, type Said, unknown } from './plan.fixture';

const clusterName = 'projects/my-project/locations/us-central1/clusters/shop';
const uri = `${clusterName}/instances/primary`;
const email = 'orders@my-project.iam.gserviceaccount.com';
const cluster: Said = { type: 'gcp:alloydb/cluster:Cluster', name: 'cluster', inputs: { clusterId: 'shop', location: 'us-central1' } };
const account: Said = { type: 'gcp:serviceaccount/account:Account', name: 'account', inputs: { accountId: 'orders' } };
const instance = (inputs: object, more: object = {}): Said => ({
  type: 'gcp:alloydb/instance:Instance',
  name: 'instance',
  inputs: { cluster: clusterName, instanceId: 'primary', instanceType: 'PRIMARY', ...inputs },
  ...more,
});
const deployment = (container: object, app: object = {}): Said => ({
  type: 'kubernetes:apps/v1:Deployment',
  name: 'orders',
  inputs: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'orders', labels: { commit: unknown }, annotations: { 'pulumi.com/autonamed': 'true', owner: 'shop' } },
    __initialApiVersion: 'apps/v1',
    status: {},
    spec: {
      replicas: unknown,
      template: {
        spec: {
          containers: [
            { name: 'alloydb-auth-proxy', image: 'gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1', args: [uri], ...container },
            { name: 'app', image: unknown, ...app },
          ],
        },
      },
    },
  },
});

function problems(...resources: readonly Said[]): readonly string[] {
  try {
    openPlan(planOf(...resources));
    return [];
  } catch (error) {
    if (!(error instanceof RehearsalError)) throw error;
    return error.problems.map(({ code, path }) => `${code} ${path}`);
  }
}

describe('the cloud of a plan', () => {
  it('has its instances, also where the name of their cluster comes from the cluster', () => {
    const flags = { databaseFlags: { 'alloydb.iam_authentication': 'on', max_connections: unknown } };
    const { spec } = openPlan(
      planOf(
        { ...cluster, inputs: { ...cluster.inputs, pscConfig: { pscEnabled: true } } },
        instance({ cluster: unknown, ...flags, networkConfig: { enablePublicIp: true } }, { sources: { cluster: ['cluster'] } }),
        instance(
          { instanceId: 'read', instanceType: 'READ_POOL', clientConnectionConfig: { requireConnectors: true } },
          { name: 'read', sources: {} },
        ),
      ),
    );
    expect(spec.clusters[clusterName]?.instances).toEqual({
      primary: { databaseFlags: { 'alloydb.iam_authentication': 'on' }, ipTypes: ['PSC', 'PUBLIC'] },
      read: { type: 'READ_POOL', requireConnectors: true, ipTypes: ['PSC'] },
    });
  });

  it('has its users: roles that everybody has are not said again, and a hidden password is none yet', () => {
    const user = (inputs: object, more: object = {}): Said => ({
      type: 'gcp:alloydb/user:User',
      inputs: { cluster: clusterName, ...inputs },
      ...more,
    });
    const { spec } = openPlan(
      planOf(
        account,
        { ...cluster, inputs: { ...cluster.inputs, initialUser: { user: 'admin', passwordWo: 'of the admin' } } },
        user({ userId: unknown, userType: 'ALLOYDB_IAM_USER', databaseRoles: ['alloydbiamuser'] }, { sources: { userId: ['account'] } }),
        user(
          { userId: 'reporter', userType: 'ALLOYDB_BUILT_IN', passwordWo: '[secret]', databaseRoles: ['alloydbsuperuser'] },
          { name: 'b' },
        ),
        user({ userId: 'shown', userType: 'ALLOYDB_BUILT_IN', password: 'of the user' }, { name: 'c' }),
      ),
    );
    expect(spec.clusters[clusterName]?.users).toEqual({
      'orders@my-project.iam': { auth: 'iam' },
      reporter: { auth: 'built-in', password: '', databaseRoles: ['alloydbsuperuser'] },
      shown: { auth: 'built-in', password: 'of the user' },
      admin: { auth: 'built-in', password: 'of the admin', databaseRoles: ['alloydbsuperuser'] },
    });
  });

  it('has the IAM that has to do with databases, and the accounts that it is about', () => {
    const member = 'principal://iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/gke.svc.id.goog/subject/ns/a/sa/b';
    const condition = { expression: 'true', title: 'always' };
    const client = 'roles/alloydb.client';
    const { spec } = openPlan(
      planOf(
        account,
        {
          type: 'gcp:projects/iAMMember:IAMMember',
          inputs: { project: 'my-project', role: client, member: unknown },
          sources: { member: ['account'] },
        },
        {
          type: 'gcp:projects/iAMBinding:IAMBinding',
          name: 'b',
          inputs: { project: 'my-project', role: client, members: [member], condition },
        },
        {
          type: 'gcp:projects/iAMMember:IAMMember',
          name: 'c',
          inputs: { project: 'my-project', role: 'roles/logging.logWriter', member: unknown },
        },
        {
          type: 'gcp:serviceaccount/iAMMember:IAMMember',
          name: 'd',
          inputs: { serviceAccountId: `projects/-/serviceAccounts/${email}`, role: 'roles/iam.workloadIdentityUser', member: 'allUsers' },
        },
        {
          type: 'gcp:projects/iAMCustomRole:IAMCustomRole',
          name: 'e',
          inputs: { roleId: 'mine', permissions: ['alloydb.instances.connect'] },
        },
      ),
    );
    expect(spec.projects).toEqual({
      'my-project': {
        serviceAccounts: { orders: { iam: [{ role: 'roles/iam.workloadIdentityUser', members: ['allUsers'] }] } },
        iam: [
          { role: client, members: [`serviceAccount:${email}`] },
          { role: client, members: [member], condition },
        ],
        customRoles: { mine: ['alloydb.instances.connect'] },
      },
      gke: { number: '42', serviceAccounts: {}, iam: [] },
    });
  });

  it('has the workload identity pool of its GKE cluster', () => {
    const gke = (inputs: object): Said => ({ type: 'gcp:container/cluster:Cluster', inputs: { ...inputs } });
    expect(openPlan(planOf(gke({ enableAutopilot: true }))).workloadPool).toBe('my-project.svc.id.goog');
    expect(openPlan(planOf(gke({ workloadIdentityConfig: { workloadPool: 'p.svc.id.goog' } }))).workloadPool).toBe('p.svc.id.goog');
  });
});

describe('the manifests of a plan', () => {
  it('are its Kubernetes objects without what Pulumi keeps for itself, and without values that no proxy depends on', () => {
    const [object] = openPlan(planOf(deployment({}, { env: [{ name: 'REDIS_HOST', value: unknown }] }))).set.objects;
    expect(object?.manifest).toMatchObject({ metadata: { name: 'orders', annotations: { owner: 'shop' } } });
    expect(JSON.stringify(object)).not.toMatch(/04da6b54|pulumi\.com|__initial|status|replicas/);
    expect(JSON.stringify(object)).toContain('"env":[{"name":"REDIS_HOST"}]');
  });

  it('have the e-mail of an account that is not made yet', () => {
    const annotations = { 'iam.gke.io/gcp-service-account': unknown };
    const said: Said = {
      type: 'kubernetes:core/v1:ServiceAccount',
      name: 'ksa',
      inputs: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'orders', annotations } },
      sources: { metadata: ['account'] },
    };
    const { set } = openPlan(planOf(account, said));
    expect(set.objects[0]?.manifest.metadata?.annotations).toEqual({ 'iam.gke.io/gcp-service-account': email });
    expect(problems({ ...said, sources: {} })).toEqual([
      'pulumi-value-unknown plan.json: ksa metadata.annotations.iam.gke.io/gcp-service-account',
    ]);
  });

  it('leave hidden Secrets to be filled, each with the keys that are shown', () => {
    const secret = (fields: object): Said => ({
      type: 'kubernetes:core/v1:Secret',
      inputs: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db' }, ...fields },
    });
    const { set, hiddenSecrets } = openPlan(planOf(secret({ stringData: { password: '[secret]', user: 'reporter' } })));
    expect(set.objects).toEqual([]);
    expect(hiddenSecrets[0]?.manifest).toMatchObject({ stringData: { user: 'reporter' } });
    expect(openPlan(planOf(secret({ stringData: { password: 'shown' } }))).set.objects).toHaveLength(1);
  });
});

describe('a value that is not known', () => {
  it.each([
    ['an argument of the Auth Proxy', [deployment({ args: [unknown] })], 'spec.template.spec.containers.0.args.0'],
    ['a whole pod template', [{ ...deployment({}), inputs: { ...deployment({}).inputs, spec: unknown } }], 'spec'],
    [
      'the database user of the application',
      [deployment({}, { env: [{ name: 'PGUSER', value: unknown }] })],
      'spec.template.spec.containers.1.env.0.value',
    ],
  ] as const)('is a problem where it is %s', (_, resources, field) => {
    expect(problems(...resources)).toEqual([`pulumi-value-unknown plan.json: orders ${field}`]);
  });

  it('is told with all others at once, and differently where it is a secret', () => {
    const member: Said = {
      type: 'gcp:projects/iAMMember:IAMMember',
      name: 'member',
      inputs: { project: unknown, role: 'roles/alloydb.client', member: unknown },
    };
    const env = [{ name: 'PGPASSWORD', value: '[secret]' }];
    expect(problems(instance({ cluster: unknown }), member, deployment({}, { env }))).toEqual([
      'pulumi-value-hidden plan.json: orders spec.template.spec.containers.1.env.0.value',
      'pulumi-value-unknown plan.json: member project',
      'pulumi-value-unknown plan.json: member member',
      'pulumi-value-unknown plan.json: instance cluster',
    ]);
  });
});
