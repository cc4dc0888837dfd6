import { Connection, ModelError } from '@alloydb-gke/core';
import { Deployment } from '@pulumi/kubernetes/apps/v1';
import { Namespace } from '@pulumi/kubernetes/core/v1';
import { all, ComponentResource, type Input, Output, output, secret } from '@pulumi/pulumi';
import { beforeEach, describe, expect, it } from 'vitest';
import { AuthProxy } from './auth-proxy';
import type { AuthProxyArgs } from './auth-proxy-args';
import { type MockedProgram, startMockedProgram } from './testing';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const email = 'orders@my-project.iam.gserviceaccount.com';
const document = Connection.of({
  auth: 'iam',
  databaseName: 'orders',
  instances: { primary, read: 'read-pool' },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: email },
}).toJSON();

const template = { metadata: { labels: { app: 'orders' } }, spec: { containers: [{ name: 'app', image: 'app:1' }] } };
const spec = { selector: { matchLabels: { app: 'orders' } }, template };
const unknown = <Value>(value: Value): Output<Value> =>
  // What the SDK makes of an output that the engine does not know yet.
  new (Output as unknown as new (...args: unknown[]) => Output<Value>)(
    new Set(),
    Promise.resolve(value),
    Promise.resolve(false),
    Promise.resolve(false),
    Promise.resolve(new Set()),
  );

let program: MockedProgram;
const start = async (preview: boolean): Promise<void> => {
  program = await startMockedProgram({ preview });
};
beforeEach(() => start(false));

interface Pod {
  readonly serviceAccountName: string;
  readonly containers: readonly { readonly env: readonly { readonly name: string; readonly value: string }[] }[];
  readonly initContainers: readonly { readonly name: string; readonly args: readonly string[] }[];
}
const podOf = async (name = 'orders'): Promise<Pod> => {
  const { inputs } = await program.resource(':Deployment', name);
  return (inputs['spec'] as { template: { spec: Pod } }).template.spec;
};
const deploy = (args: AuthProxyArgs, deployed: Input<object> = spec): Deployment =>
  new Deployment(
    'orders',
    { metadata: { name: 'orders' }, spec: deployed as typeof spec },
    { transforms: [new AuthProxy('proxy', args).transform] },
  );

describe('AuthProxy.transform', () => {
  it('puts the proxy into a Deployment, with everything known where everything is said', async () => {
    deploy({ connection: document });
    const pod = await podOf();
    expect(pod.serviceAccountName).toBe('orders');
    expect(pod.initContainers[0]?.args).toContain(`${primary}?port=5432`);
    expect(pod.containers[0]?.env).toContainEqual({ name: 'PGUSER', value: 'orders@my-project.iam' });
    const { unknownInputs, secretInputs } = await program.resource(':Deployment');
    expect([...unknownInputs, ...secretInputs]).toEqual([]);
  });

  it('leaves of a manifest unknown in a preview only what is not known', async () => {
    await start(true);
    deploy({ connection: { ...document, identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: unknown(email) } } });
    const { unknownInputs } = await program.resource(':Deployment');
    expect(unknownInputs).toEqual(['spec.template.spec.containers[0].env[3].value', 'spec.template.spec.containers[0].env[8].value']);
  });

  it('derives the same manifest from values that come later', async () => {
    deploy({
      connection: {
        ...document,
        databaseName: output('orders'),
        instances: { primary: output(primary), read: 'read-pool' },
        identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: Promise.resolve(email) },
      },
    });
    const later = await podOf();
    await start(false);
    deploy({ connection: document });
    expect(JSON.stringify(later)).toBe(JSON.stringify(await podOf()));
  });

  it('takes a connection that comes as a whole, as a stack output does', async () => {
    deploy({ connection: output(document) as never, maxConnections: output(20) });
    const pod = await podOf();
    expect(pod.initContainers[0]?.args).toContain('--max-connections=20');
  });

  it('makes the whole pod template unknown in a preview where its shape depends on what is not known', async () => {
    await start(true);
    deploy({ connection: document, maxConnections: unknown(20) });
    const { unknownInputs } = await program.resource(':Deployment');
    expect(unknownInputs).toEqual(['spec']);
  });

  it('waits in a preview for a workload of which nothing is known', async () => {
    await start(true);
    deploy({ connection: document }, unknown(spec));
    expect((await program.resource(':Deployment')).unknownInputs).toEqual(['spec']);
  });

  it('makes a workload wait for what its values come from', async () => {
    const first = new Deployment('first', { spec });
    deploy({ connection: { ...document, databaseName: first.urn.apply(() => 'orders') } });
    const { urn } = await program.resource(':Deployment', 'first');
    expect((await program.resource(':Deployment', 'orders')).dependsOn).toEqual([urn]);
  });

  it('keeps what is secret in the workload', async () => {
    const env = [{ name: 'API_KEY', value: secret('hunter2') }];
    deploy({ connection: document }, { ...spec, template: { ...template, spec: { containers: [{ name: 'app', image: 'app:1', env }] } } });
    const { secretInputs } = await program.resource(':Deployment');
    expect(secretInputs).toContain('spec');
    expect((await podOf()).containers[0]?.env).toContainEqual({ name: 'API_KEY', value: 'hunter2' });
  });

  it.for(['names', 'namespace', 'labels'])('finds a workload whose metadata come from another resource, by its %s', async (by) => {
    const { metadata } = new Namespace('shop', { metadata: { name: 'shop', labels: { tier: 'web' } } });
    const selectors = { names: { names: ['orders'] }, namespace: { namespace: 'shop' }, labels: { labels: { tier: 'web' } } };
    const selector = selectors[by as keyof typeof selectors];
    const labels = { tier: metadata.labels.apply(({ tier }) => tier ?? '') };
    const proxy = new AuthProxy('proxy', { connection: document, selector });
    new Deployment('web', { metadata: { name: 'orders', namespace: metadata.name, labels }, spec }, { transforms: [proxy.transform] });
    expect((await podOf('web')).initContainers[0]?.name).toBe('alloydb-auth-proxy');
  });

  it('leaves of a workload unknown in a preview only what another resource has to say', async () => {
    await start(true);
    const { metadata } = new Namespace('shop', { metadata: { name: 'shop' } });
    const env = [{ name: 'API_KEY', value: all([metadata.name, unknown('x')]).apply(([, value]) => value) }];
    deploy({ connection: document }, { ...spec, template: { ...template, spec: { containers: [{ name: 'app', image: 'app:1', env }] } } });
    expect((await program.resource(':Deployment')).unknownInputs).toEqual(['spec.template.spec.containers[0].env[10].value']);
  });

  it('keeps a secret of the options secret', async () => {
    const container = { env: [{ name: 'EXTRA', value: secret('hunter2') }] };
    deploy({ connection: document, overrides: { container } } as unknown as AuthProxyArgs);
    expect((await program.resource(':Deployment')).secretInputs).toEqual(['spec']);
  });

  it('reaches the children of a component, and only what the selector means', async () => {
    const proxy = new AuthProxy('proxy', { connection: document, selector: { names: ['orders'] } });
    const shop = new ComponentResource('shop:index:Shop', 'shop', {}, { transforms: [proxy.transform] });
    new Deployment('orders', { spec }, { parent: shop });
    new Deployment('other', { spec }, { parent: shop });
    expect((await podOf('orders')).initContainers).toHaveLength(1);
    expect((await podOf('other')).initContainers).toBeUndefined();
  });

  it('refuses a helm.v3.Release, which no transform can look into', async () => {
    const { Release } = await import('@pulumi/kubernetes/helm/v3');
    new Release('orders', { chart: 'orders' }, { transforms: [new AuthProxy('proxy', { connection: document }).transform] });
    await expect(program.resources()).rejects.toThrow(
      '"orders" is a helm.v3.Release. Its objects are rendered inside the provider, where no transform reaches them.',
    );
  });

  it('refuses a helm.v3.Release of the namespace that is meant, and no other', async () => {
    const { Release } = await import('@pulumi/kubernetes/helm/v3');
    const proxy = new AuthProxy('proxy', { connection: document, selector: { namespace: 'shop', labels: { tier: 'web' } } });
    new Release('elsewhere', { chart: 'orders', namespace: 'elsewhere' }, { transforms: [proxy.transform] });
    await expect(program.resources()).resolves.toHaveLength(2);
    new Release('here', { chart: 'orders', namespace: 'shop' }, { transforms: [proxy.transform] });
    await expect(program.resources()).rejects.toThrow('"here" is a helm.v3.Release.');
  });

  it('says what is in the way in the workload', async () => {
    deploy({ connection: document }, { ...spec, template: { spec: { ...template.spec, serviceAccountName: 'mine' } } });
    await expect(program.resources()).rejects.toThrow('runs as the Kubernetes service account');
  });
});

describe('an AuthProxy', () => {
  it('says everything that is wrong with what is known, at once', () => {
    const wrong = (): AuthProxy =>
      new AuthProxy('proxy', {
        connection: { ...document, databaseName: output('orders') },
        maxConnections: -1,
        containerName: 'Proxy',
        selector: { podTemplatePath: 'spec' },
      });
    expect(wrong).toThrow(ModelError);
    expect(wrong).toThrow(
      /^3 problems:[\s\S]*proxy\.selector\.podTemplatePath: podTemplatePath is set, and kinds is not\.[\s\S]*proxy\.maxConnections[\s\S]*proxy\.containerName/,
    );
  });

  it.for<[selector: object, message: string]>([
    [{ kind: ['Job'] }, 'proxy.selector: There is no field "kind" here. Did you mean "kinds"?'],
    [{ kinds: ['Deploymnet'] }, 'proxy.selector.kinds: "Deploymnet" is not a kind whose pod template is known. Write one of Pod,'],
    [{ kinds: 'Deployment' }, 'proxy.selector.kinds: "Deployment" is not a list of texts.'],
    [{ names: [1] }, 'proxy.selector.names[0]: 1 is not text.'],
    [{ namespace: ['shop'] }, 'proxy.selector.namespace: ["shop"] is not text.'],
  ])('refuses the selector %j', ([selector, message]) => {
    expect(() => new AuthProxy('proxy', { connection: document, selector })).toThrow(message);
  });

  it('says what to give in place of a component', () => {
    class Access extends ComponentResource {}
    const connection = new Access('elsewhere:index:Access', 'orders') as never;
    expect(() => new AuthProxy('proxy', { connection })).toThrow(
      'proxy.connection: The connection is a component, and not the connection document. Give the output of it: access.connection.',
    );
  });

  it("takes core's Connection, as the construct for cdk8s does", () => {
    const pod = new AuthProxy('proxy', { connection: Connection.parse(document) as never }).podSpec(template.spec) as unknown as Pod;
    expect(pod.initContainers[0]?.args).toContain(`${primary}?port=5432`);
  });

  it('gives the pod template with the annotations that say what was overridden', () => {
    const overrides = { container: { tty: true } } as never;
    const made = new AuthProxy('proxy', { connection: document, overrides }).podTemplate(template) as unknown as typeof template;
    expect(made.metadata).toEqual({
      ...template.metadata,
      annotations: { 'alloydb-gke.dev/escape-hatches': 'alloydb-auth-proxy/container.tty' },
    });
    expect((made.spec as unknown as Pod).initContainers[0]?.name).toBe('alloydb-auth-proxy');
  });

  it('never fails a preview on a value that is not known', async () => {
    await start(true);
    deploy({ connection: { ...document, instances: { primary: unknown('no URI at all') }, databaseName: unknown('') } });
    await expect(program.resources()).resolves.toHaveLength(2);
  });

  it('says what is wrong with a value that is known only later', async () => {
    deploy({ connection: { ...document, instances: { primary: output('my-project:us-central1:shop') } } });
    await expect(program.resources()).rejects.toThrow('my-project:us-central1:shop');
  });

  it('gives the pod spec with the proxy in it, at once where everything is known', async () => {
    const pod = new AuthProxy('proxy', { connection: document }).podSpec(template.spec) as unknown as Pod;
    expect(pod.initContainers[0]?.name).toBe('alloydb-auth-proxy');
  });
});
