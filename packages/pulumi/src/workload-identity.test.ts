import { ModelError } from '@alloydb-gke/core';
import { Provider } from '@pulumi/gcp/provider';
import { output } from '@pulumi/pulumi';
import { beforeEach, describe, expect, it } from 'vitest';
import { type MockedProgram, type RegisteredResource, startMockedProgram } from './testing';
import { unknownOutput } from './unknown-output.fixture';
import { WorkloadIdentity } from './workload-identity';
import type { WorkloadIdentityArgs } from './workload-identity-args';

const workloadPool = 'gke-project.svc.id.goog';
const email = 'orders@my-project.iam.gserviceaccount.com';
const account = `serviceAccount:${email}`;

let program: MockedProgram;
beforeEach(async () => {
  program = await startMockedProgram();
});

const make = (args: Partial<WorkloadIdentityArgs> = {}): WorkloadIdentity =>
  new WorkloadIdentity('orders', { namespace: 'shop', workloadPool, ...args });
const roles = async (): Promise<readonly string[]> =>
  (await program.resources())
    .filter(({ type }) => type.endsWith(':IAMMember'))
    .map(({ name, inputs }) => `${name}: ${inputs['member']} is ${inputs['role']} on ${inputs['project'] ?? inputs['serviceAccountId']}`);
const ofType = async (end: string): Promise<readonly RegisteredResource[]> =>
  (await program.resources()).filter(({ type }) => type.endsWith(end));

describe('a WorkloadIdentity', () => {
  it('makes both accounts, the link, and the roles of the auth mode in the project of the database', async () => {
    make({ auth: 'iam', databaseProjects: ['data-project'] });
    const component = await program.resource(':WorkloadIdentity');
    const made = await program.resource('serviceaccount/account:Account');
    expect(made).toMatchObject({ name: 'orders-account', inputs: { accountId: 'orders' }, parent: component.urn });
    const kubernetes = await program.resource(':ServiceAccount');
    expect(kubernetes.inputs).toMatchObject({
      metadata: { name: 'orders', namespace: 'shop', annotations: { 'iam.gke.io/gcp-service-account': email } },
      automountServiceAccountToken: false,
    });
    expect(kubernetes.dependsOn).toContain(made.urn);
    expect(await roles()).toEqual([
      `orders-alloydb-client: ${account} is roles/alloydb.client on data-project`,
      `orders-serviceusage-serviceUsageConsumer: ${account} is roles/serviceusage.serviceUsageConsumer on data-project`,
      `orders-alloydb-databaseUser: ${account} is roles/alloydb.databaseUser on data-project`,
      `orders-workloadIdentityUser: serviceAccount:gke-project.svc.id.goog[shop/orders] is roles/iam.workloadIdentityUser on projects/my-project/serviceAccounts/${email}`,
    ]);
    for (const member of await ofType(':IAMMember')) {
      expect(member.parent).toBe(component.urn);
      expect(member.dependsOn).toContain(made.urn);
    }
  });

  it('knows everything in a preview, as long as the project is known', async () => {
    program = await startMockedProgram({ preview: true });
    make({ auth: 'iam' });
    expect((await program.resources()).flatMap(({ name, unknownInputs }) => unknownInputs.map((path) => `${name}.${path}`))).toEqual([]);
  });

  it('takes accounts that exist, and annotates the Kubernetes service account with nothing but the link', async () => {
    make({ auth: 'built-in', existingIamServiceAccount: email, existingKubernetesServiceAccount: 'default' });
    expect(await ofType(':Account')).toEqual([]);
    expect(await ofType(':ServiceAccount')).toEqual([]);
    expect((await program.resource(':ServiceAccountPatch')).inputs['metadata']).toEqual({
      name: 'default',
      namespace: 'shop',
      annotations: { 'iam.gke.io/gcp-service-account': email },
    });
    expect(await roles()).toHaveLength(3);
  });

  it('leaves an existing Kubernetes service account alone where that is wanted', async () => {
    make({ existingKubernetesServiceAccount: 'default', annotateExisting: false });
    expect(await ofType('ServiceAccountPatch')).toEqual([]);
  });

  it('gives the roles to the Kubernetes service account itself where it is direct', async () => {
    make({ form: 'direct', auth: 'built-in', workloadPoolProjectNumber: '123456789012' });
    const principal = `principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/${workloadPool}/subject/ns/shop/sa/orders`;
    expect(await roles()).toEqual([
      `orders-alloydb-client: ${principal} is roles/alloydb.client on my-project`,
      `orders-serviceusage-serviceUsageConsumer: ${principal} is roles/serviceusage.serviceUsageConsumer on my-project`,
    ]);
    expect((await program.resource(':ServiceAccount')).inputs['metadata']).toEqual({ name: 'orders', namespace: 'shop', annotations: {} });
  });

  it('lets the proxy alone impersonate', async () => {
    make({ form: 'impersonated', auth: 'iam', workloadPoolProjectNumber: '123456789012' });
    expect((await roles()).at(-1)).toMatch(/^orders-serviceAccountTokenCreator: principal:.* on projects\/my-project\/serviceAccounts\//);
    expect((await program.resource(':ServiceAccount')).inputs['metadata']).toMatchObject({ annotations: {} });
  });

  it('grants further roles with their conditions, and a condition at the database', async () => {
    const condition = { title: 'until 2030', expression: 'request.time < timestamp("2030-01-01T00:00:00Z")' };
    make({
      auth: 'built-in',
      databaseProjects: ['data-project', 'other-project'],
      databaseCondition: condition,
      telemetryProject: 'watch-project',
      roles: [{ role: 'roles/storage.objectViewer', project: 'files-project', condition }],
    });
    const members = (await ofType('projects/iAMMember:IAMMember')).map(({ name, inputs }) => [
      name,
      inputs['project'],
      inputs['condition'],
    ]);
    expect(members.sort()).toEqual([
      ['orders-alloydb-client', 'data-project', condition],
      ['orders-alloydb-client-1', 'other-project', condition],
      ['orders-cloudtrace-agent', 'watch-project', undefined],
      ['orders-monitoring-metricWriter', 'watch-project', undefined],
      ['orders-role-0', 'files-project', condition],
      ['orders-serviceusage-serviceUsageConsumer', 'data-project', condition],
      ['orders-serviceusage-serviceUsageConsumer-1', 'other-project', condition],
    ]);
  });

  it('writes what is said of the Kubernetes service account', async () => {
    make({
      kubernetesServiceAccount: {
        name: 'ksa',
        annotations: { a: 'b' },
        labels: { c: 'd' },
        automountServiceAccountToken: true,
        imagePullSecrets: ['mirror'],
      },
    });
    expect((await program.resource(':ServiceAccount')).inputs).toMatchObject({
      metadata: { name: 'ksa', annotations: { a: 'b', 'iam.gke.io/gcp-service-account': email }, labels: { c: 'd' } },
      automountServiceAccountToken: true,
      imagePullSecrets: [{ name: 'mirror' }],
    });
  });

  it('waits for the account where no project is known before it is made', async () => {
    program = await startMockedProgram({ gcpProject: null, preview: true });
    make({ auth: 'iam', databaseProjects: ['data-project'] });
    const { unknownInputs } = await program.resource('projects/iAMMember:IAMMember', 'orders-alloydb-client');
    expect(unknownInputs).toEqual(['member']);
  });

  it.each<[Partial<WorkloadIdentityArgs>, string]>([
    [
      { iamServiceAccount: {}, existingIamServiceAccount: email },
      'orders: iamServiceAccount and existingIamServiceAccount are both set: one makes it, the other takes what exists.',
    ],
    [
      { kubernetesServiceAccount: {}, existingKubernetesServiceAccount: 'a' },
      'orders: kubernetesServiceAccount and existingKubernetesServiceAccount are both set',
    ],
    [
      { form: 'direct', existingIamServiceAccount: email, workloadPoolProjectNumber: '1' },
      'existingIamServiceAccount is set, and a direct identity has no IAM service account.',
    ],
    [{ form: 'direct' }, 'The Kubernetes service account gets roles of its own, and workloadPoolProjectNumber is not set.'],
    [
      { form: 'direct', auth: 'iam', workloadPoolProjectNumber: '1' },
      'orders.auth: The auth mode is "iam", and a direct identity has no IAM service account: AlloyDB has no database users for a Kubernetes service account itself.',
    ],
    [{ form: 'Direct' as 'direct' }, 'orders.form: "Direct" is not a value that this field can have.'],
    [{ auth: 'IAM' as 'iam' }, 'orders.auth: "IAM" is not a value that this field can have.'],
    [{ form: 'direct', workloadPoolProjectNumber: 'gke' }, 'orders.workloadPoolProjectNumber: "gke" is not a project number.'],
    [{ auth: 'iam', databaseProjects: ['data', 'My_Data'] }, 'orders.databaseProjects[1]: '],
    [{ existingKubernetesServiceAccount: 'Shop' }, 'orders.existingKubernetesServiceAccount: "Shop" is not the name of a Kubernetes'],
    [
      { auth: 'iam', existingIamServiceAccount: `${'o'.repeat(30)}@${'p'.repeat(30)}.iam.gserviceaccount.com` },
      'orders.existingIamServiceAccount: The IAM database user ',
    ],
  ])('refuses %j', (args, message) => {
    expect(() => make(args)).toThrow(ModelError);
    expect(() => make(args)).toThrow(message);
  });

  it.each<[(as: <Value>(value: Value) => Value) => Partial<WorkloadIdentityArgs>, string]>([
    [(as) => ({ namespace: as('my.shop') }), 'orders.namespace: "my.shop" is not the name of a namespace.'],
    [
      (as) => ({ existingIamServiceAccount: as('orders@my-project.iam') }),
      'orders.existingIamServiceAccount: "orders@my-project.iam" is not the e-mail of an IAM service account.',
    ],
    [(as) => ({ kubernetesServiceAccount: { name: as('Orders') } }), 'orders.kubernetesServiceAccount.name: "Orders"'],
    [
      (as) => ({ iamServiceAccount: { accountId: as('x') } }),
      'orders.iamServiceAccount.accountId: "x" cannot be the id of an IAM service account. Use 6 to 30 lower-case letters, digits and hyphens',
    ],
    [(as) => ({ roles: [{ role: as('storage.viewer') }] }), 'orders.roles[0].role: "storage.viewer" is not the name of a role.'],
    [(as) => ({ workloadPool: as('pool') }), 'orders.workloadPool: "pool"'],
  ])('refuses a value at once, as soon as it is known, and not in a preview that does not know it: %#', async (argsOf, message) => {
    expect(() => make(argsOf((value) => value))).toThrow(message);
    await program.resources();
    program = await startMockedProgram();
    make({ auth: 'iam', databaseProjects: ['data-project'], ...argsOf((value) => output(value) as never) });
    await expect(program.resources()).rejects.toThrow(message);
    program = await startMockedProgram({ preview: true });
    make({ auth: 'iam', databaseProjects: ['data-project'], ...argsOf((value) => unknownOutput(value) as never) });
    expect((await ofType(':IAMMember')).length).toBeGreaterThanOrEqual(4);
  });

  it.each(['roles/storage.objectViewer', 'projects/my-project/roles/reader_1', 'organizations/123/roles/reader'])(
    'grants %s',
    async (role) => {
      make({ roles: [{ role }] });
      expect((await program.resource(':IAMMember', 'orders-role-0')).inputs['role']).toBe(role);
    },
  );

  it('names itself where what is wrong follows from its name', () => {
    expect(() => new WorkloadIdentity('Shop_1', { namespace: 'shop', workloadPool, existingIamServiceAccount: email })).toThrow(
      'Shop_1: "Shop_1" is not the name of a Kubernetes service account.',
    );
  });

  it('says which project is missing where none can be known', async () => {
    program = await startMockedProgram({ gcpProject: null });
    expect(() => new WorkloadIdentity('orders', { namespace: 'shop', auth: 'iam', existingIamServiceAccount: email })).toThrow(
      /workloadPool is not set, and the Google Cloud provider names no project\.[\s\S]*databaseProjects is not set/,
    );
  });

  it('takes the project of the account where its provider has none, whatever the configuration of the stack says', async () => {
    const identity = new WorkloadIdentity('orders', { namespace: 'shop', auth: 'iam' }, { providers: [new Provider('google', {})] });
    expect(await roles()).toEqual(expect.arrayContaining([`orders-alloydb-client: ${account} is roles/alloydb.client on my-project`]));
    expect((await program.resource(':WorkloadIdentity')).outputs).toMatchObject({
      email,
      databaseUser: 'orders@my-project.iam',
      identity: { workloadPool: 'my-project.svc.id.goog', iamServiceAccount: email },
    });
    expect(identity.iamServiceAccount).toBeDefined();
  });

  it('says which project is missing as soon as its provider turns out to have none', async () => {
    const args = { namespace: 'shop', auth: 'iam', existingIamServiceAccount: email, roles: [{ role: 'roles/viewer' }] } as const;
    const makeIn = (): unknown =>
      new WorkloadIdentity('orders', { ...args, roles: [...args.roles] }, { providers: [new Provider('google', {})] });
    makeIn();
    await expect(program.resources()).rejects.toThrow(
      /3 problems:[\s\S]*orders: workloadPool is not set, and the Google Cloud provider names no project\.[\s\S]*databaseProjects[\s\S]*orders\.roles\[0\]: project is not set/,
    );
    program = await startMockedProgram({ preview: true });
    makeIn();
    expect(await ofType(':IAMMember')).toHaveLength(5);
  });
});
