import { Connection, ModelError } from '@alloydb-gke/core';
import { Provider } from '@pulumi/kubernetes';
import { Secret } from '@pulumi/kubernetes/core/v1';
import { output, secret } from '@pulumi/pulumi';
import { beforeEach, describe, expect, it } from 'vitest';
import { AlloyDBApplication } from './alloydb-application';
import type { AlloyDBApplicationArgs } from './alloydb-application-args';
import type { DatabaseAccessArgs } from './database-access-args';
import { type MockedProgram, type RegisteredResource, startMockedProgram } from './testing';
import { unknownOutput } from './unknown-output.fixture';

const clusterName = 'projects/my-project/locations/us-central1/clusters/shop';
const access: DatabaseAccessArgs = {
  cluster: { clusterName, instances: { primary: 'primary' } },
  auth: 'iam',
  databaseName: 'orders',
  namespace: 'shop',
};
const image = 'example.com/shop/orders:1.4.2';
const administrator = { passwordSecret: { name: 'alloydb-admin', key: 'password' } };
const connection = Connection.of({
  auth: 'iam',
  databaseName: 'orders',
  instances: { primary: `${clusterName}/instances/primary` },
  identity: { kubernetesServiceAccount: 'orders', namespace: 'shop', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
}).toJSON() as NonNullable<AlloyDBApplicationArgs['connection']>;

let program: MockedProgram;
beforeEach(async () => {
  program = await startMockedProgram();
});

const make = (args: Partial<AlloyDBApplicationArgs> = {}): AlloyDBApplication =>
  new AlloyDBApplication('orders', { image, access, ...args });
const existing = (args: Partial<AlloyDBApplicationArgs> = {}): AlloyDBApplication =>
  new AlloyDBApplication('orders', { image, connection, ...args });
const deployment = (): Promise<RegisteredResource> => program.resource(':Deployment');
const podOf = ({ inputs }: RegisteredResource): Record<string, unknown> =>
  (inputs['spec'] as { template: { spec: Record<string, unknown> } }).template.spec;

describe('an AlloyDBApplication', () => {
  it('makes the access, the proxy and the Deployment, each below it', async () => {
    make({ replicas: 3, port: 8080, variables: { LOG_LEVEL: 'info' } });
    const component = await program.resource(':AlloyDBApplication');
    const of = async (type: string): Promise<string | undefined> => (await program.resource(type)).parent;
    expect([await of(':DatabaseAccess'), await of(':AuthProxy'), await of(':Deployment')]).toEqual(Array(3).fill(component.urn));
    const { name, inputs, unknownInputs, secretInputs } = await deployment();
    expect([name, unknownInputs, secretInputs]).toEqual(['orders-deployment', [], []]);
    const labels = { 'app.kubernetes.io/name': 'orders' };
    expect(inputs).toMatchObject({
      metadata: { name: 'orders', namespace: 'shop', labels },
      spec: {
        replicas: 3,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: 'orders',
            initContainers: [{ name: 'alloydb-auth-proxy', restartPolicy: 'Always' }],
            containers: [
              {
                name: 'app',
                image,
                ports: [{ containerPort: 8080 }],
                env: expect.arrayContaining([{ name: 'PGHOST', value: '127.0.0.1' }]),
              },
            ],
          },
        },
      },
    });
    expect(component.outputs).toMatchObject({ connection: { databaseName: 'orders' } });
  });

  it('makes grants first, then tests the connection, and only then starts', async () => {
    const provider = new Provider('gke', {});
    const first = new Secret('first', {}, { provider });
    const args = { access, image, port: 8080, grants: { administrator }, connectionTest: {}, service: { type: 'LoadBalancer' as const } };
    new AlloyDBApplication('orders', args, { dependsOn: first, providers: [provider] });
    const [before, grants, test, application] = [
      await program.resource(':Secret'),
      await program.resource(':Job', 'orders-grants-job'),
      await program.resource(':Job', 'orders-test-job'),
      await deployment(),
    ];
    const user = await program.resource('alloydb/user:User');
    expect(grants.dependsOn).toEqual(expect.arrayContaining([before.urn, user.urn]));
    expect(test.dependsOn).toEqual(expect.arrayContaining([before.urn, grants.urn]));
    expect(application.dependsOn).toEqual(expect.arrayContaining([before.urn, grants.urn, test.urn, user.urn]));
    const service = await program.resource(':Service');
    expect(service).toMatchObject({
      name: 'orders-service',
      parent: (await program.resource(':AlloyDBApplication')).urn,
      inputs: {
        metadata: { name: 'orders', namespace: 'shop' },
        spec: {
          type: 'LoadBalancer',
          selector: { 'app.kubernetes.io/name': 'orders' },
          ports: [{ name: 'app', port: 80, targetPort: 8080 }],
        },
      },
    });
    const { urn } = await program.resource('pulumi:providers:kubernetes');
    for (const one of [grants, test, application, service]) expect(one.provider).toContain(urn);
    // A namespace that is not there yet, a workload identity pool that comes with its cluster.
    const made = (await program.resources()).filter(({ type }) => /^(gcp|kubernetes):/.test(type) && type !== before.type);
    expect(made.filter(({ dependsOn }) => !dependsOn.includes(before.urn)).map(({ name }) => name)).toEqual([]);
  });

  it('knows every manifest in a preview, with nothing made yet', async () => {
    program = await startMockedProgram({ preview: true });
    make({ port: 8080, grants: { administrator }, connectionTest: {}, service: {} });
    const unknown = (await program.resources()).flatMap(({ name, unknownInputs }) => unknownInputs.map((path) => `${name}: ${path}`));
    expect(unknown).toEqual([]);
  });

  it('takes an access that exists by its connection', async () => {
    const application = existing({ name: 'web' });
    expect((await program.resources()).map(({ type }) => type.split(':').pop())).toEqual(['AlloyDBApplication', 'AuthProxy', 'Deployment']);
    expect((await deployment()).inputs['metadata']).toMatchObject({ name: 'web', namespace: 'shop' });
    expect(application.access).toBeUndefined();
  });

  it('makes the same of values that come later', async () => {
    const more = { podSpec: { priorityClassName: 'high' }, container: { args: ['--serve'] }, resources: { limits: { memory: '1Gi' } } };
    existing({ ...more, replicas: 2, port: 8080, variables: { A: 'b' }, defaults: { labels: { team: 'shop' } } });
    const { inputs } = await deployment();
    program = await startMockedProgram();
    existing({
      name: output('orders'),
      image: output(image),
      replicas: output(2),
      port: 8080,
      variables: { A: output('b') },
      podSpec: { priorityClassName: output('high') },
      container: { args: [output('--serve')] },
      resources: { limits: output({ memory: '1Gi' }) },
      defaults: { labels: { team: output('shop') } },
    });
    expect(JSON.stringify((await deployment()).inputs)).toBe(JSON.stringify(inputs));
    program = await startMockedProgram();
    existing({
      ...more,
      connection: output(connection),
      port: output(8080),
      variables: output({ A: 'b' }),
      replicas: output(2),
      defaults: output({ labels: { team: 'shop' } }),
    });
    expect(JSON.stringify((await deployment()).inputs)).toBe(JSON.stringify(inputs));
  });

  it('keeps secrets secret, and a password out of the state', async () => {
    const { auth: _, ...rest } = access;
    make({
      access: {
        ...rest,
        auth: 'built-in',
        databaseUser: 'orders',
        password: 'hunter2',
        passwordSecret: { name: 'orders-db', key: 'password' },
      },
      variables: { TOKEN: secret('hunter3') },
    });
    const clear = (await program.resources()).filter(
      ({ inputs, secretInputs }) => secretInputs.length === 0 && /hunter/.test(JSON.stringify(inputs)),
    );
    expect(clear).toEqual([]);
    expect((await program.resource(':AlloyDBApplication')).secretInputs).toContain('access.password');
    expect((await deployment()).secretInputs).toContain('spec');
    expect(podOf(await deployment())['containers']).toMatchObject([{ env: expect.arrayContaining([{ name: 'TOKEN', value: 'hunter3' }]) }]);
  });

  it('lends its proxy to other workloads', async () => {
    const application = existing();
    const pod = application.proxy.podSpec({ containers: [{ name: 'worker', image: 'worker:1' }] }) as unknown as Record<string, unknown>;
    expect(pod['serviceAccountName']).toBe('orders');
    expect(make().access?.connection).toBeDefined();
  });

  it('never fails a preview on what is not known', async () => {
    program = await startMockedProgram({ preview: true });
    existing({
      image: unknownOutput('latest'),
      name: unknownOutput('No'),
      replicas: unknownOutput(-1),
      port: unknownOutput(0),
      service: { port: unknownOutput(0) },
    });
    expect((await deployment()).unknownInputs).toContain('spec');
    program = await startMockedProgram({ preview: true });
    existing({ image: unknownOutput('latest'), replicas: unknownOutput(-1) });
    expect((await deployment()).unknownInputs).toEqual(['spec.replicas', 'spec.template.spec.containers[0].image']);
  });

  it.each<[Partial<AlloyDBApplicationArgs>, string]>([
    [{ access, connection }, 'orders: access and connection are both set: one makes it, the other takes what exists.'],
    [{ access: undefined as never }, 'orders: The application has neither access nor connection. Set access for one that is made'],
    [{ service: {} }, 'orders.service: A service is wanted, and the port that the application listens on is not set. Set port'],
    [{ service: { port: 0 }, port: 80 }, 'orders.service.port: 0 is not a whole number from 1 to 65535.'],
    [
      { grants: { administrator, connection } as never },
      'orders.grants.connection: "grants" sets connection, which is that of the application.',
    ],
    [{ grants: {} }, 'orders-grants: Nobody is named who may make the grants.'],
    [{ image: 'orders' }, 'orders.image: "orders" does not say which version of the application runs.'],
    [{ name: 'Orders' }, 'orders.name: "Orders" cannot be the name of the application'],
    [{ replicas: -1 }, 'orders.replicas: -1 is not a whole number of at least 0.'],
    [{ port: 65536 }, 'orders.port: 65536 is not a whole number from 1 to 65535.'],
    [{ variables: { 'A B': 'x' } }, 'orders.variables: "A B" cannot be the name of a variable.'],
    [{ container: { image: 'x' } }, 'orders.container.image: "container" sets the field "image", which follows from "image".'],
    [{ podSpec: { containers: [] } }, 'orders.podSpec.containers: "podSpec" sets the field "containers"'],
    [{ proxy: { connection } as never }, 'orders.proxy.connection: "proxy" sets connection, which the application has already.'],
    [{ proxy: { maxConnections: -1 } }, 'orders-proxy.maxConnections'],
    [{ defaults: { labels: { team: '/' } } }, 'orders.defaults.labels.team: "/" cannot be the value of a label'],
    [{ access: { ...access, databaseName: '' } }, 'databaseName: "" cannot be the name of a database.'],
  ])('refuses %j', async (args, message) => {
    expect(() => make(args)).toThrow(ModelError);
    expect(() => make(args)).toThrow(message);
    await program.resources();
  });

  it('says everything that is wrong at once', async () => {
    expect(() => make({ image: 'orders', replicas: -1, proxy: { maxConnections: -1 }, grants: {} })).toThrow(/^4 problems:/);
    await program.resources();
  });

  it.each<[Partial<AlloyDBApplicationArgs>, string]>([
    [{ image: output('orders') }, 'orders.image: "orders" does not say which version of the application runs.'],
    [{ replicas: output(-1) }, 'orders.replicas: -1 is not a whole number of at least 0.'],
    [{ port: output(0) }, 'orders.port: 0 is not a whole number from 1 to 65535.'],
    [{ port: 80, service: { port: output(0) } }, 'orders.service.port: 0 is not a whole number from 1 to 65535.'],
  ])('says what is wrong with a value that is known only later: %#', async (args, message) => {
    existing(args);
    await expect(program.resources()).rejects.toThrow(message);
  });
});
