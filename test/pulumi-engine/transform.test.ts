import { AlloyDBApplication, AuthProxy, type AuthProxyArgs, type WorkloadSelectorArgs } from '@alloydb-gke/pulumi';
import { GlobalAddress } from '@pulumi/gcp/compute';
import { Deployment } from '@pulumi/kubernetes/apps/v1';
import { Namespace } from '@pulumi/kubernetes/core/v1';
import { type Input, secret } from '@pulumi/pulumi';
import { describe, expect } from 'vitest';
import { isEngineMissing, engineTest as it } from './support/engine-test';
import { existingConnection, sidecarOf } from './support/existing-connection';
import { unknownsOf } from './support/unknowns-of';

interface Said {
  readonly metadata?: { name?: Input<string>; namespace?: Input<string>; labels?: { [name: string]: Input<string> } };
  readonly value?: Input<string>;
  readonly pod?: object;
  readonly template?: object;
  readonly args?: Partial<AuthProxyArgs>;
}

/** A Deployment, with the proxy by a transform. */
function deploy(name: string, { metadata = {}, value = 'x', pod = {}, template = {}, args = {} }: Said = {}): Deployment {
  const proxy = new AuthProxy(`${name}-proxy`, { connection: existingConnection, ...args });
  const labels = { app: name };
  const containers = [{ name: 'app', image: 'app:1', env: [{ name: 'API_KEY', value }] }];
  const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers, ...pod }, ...template } };
  return new Deployment(name, { metadata: { name, ...metadata }, spec }, { transforms: [proxy.transform] });
}

describe.skipIf(isEngineMissing)('a transform on the real engine', () => {
  it('finds a workload whose name, namespace and label come from other resources, and leaves their order alone', async ({ stack }) => {
    const program = async (): Promise<void> => {
      const { metadata } = new Namespace('shop', { metadata: { name: 'shop', labels: { tier: 'web' } } });
      const tier = metadata.labels.apply((labels) => labels['tier'] ?? '');
      const selectors: Readonly<Record<string, WorkloadSelectorArgs>> = {
        named: { names: ['named'] },
        placed: { namespace: 'shop' },
        labelled: { labels: { tier: 'web' } },
        other: { namespace: 'elsewhere' },
      };
      for (const [name, selector] of Object.entries(selectors)) {
        deploy(name, { metadata: { namespace: metadata.name, labels: { tier } }, args: { selector } });
      }
    };
    expect((await stack.up(program)).errors).toEqual([]);
    const sidecars = stack.cloud.all('kubernetes:apps/v1:Deployment').map(({ id, state }) => [id, sidecarOf(state)] as const);
    const [name] = ['alloydb-auth-proxy'];
    expect(Object.fromEntries(sidecars)).toEqual({
      'shop/named': name,
      'shop/placed': name,
      'shop/labelled': name,
      'shop/other': undefined,
    });
    stack.cloud.takeCalls();
    expect((await stack.destroy()).errors).toEqual([]);
    expect(stack.cloud.takeCalls().at(-1)).toBe('delete shop');
  });

  it('says in a preview that it does not know whether it means a workload', async ({ stack }) => {
    const run = await stack.preview(async () => {
      const { address } = new GlobalAddress('front');
      deploy('orders', { metadata: { namespace: address }, args: { selector: { namespace: 'shop' } } });
    });
    expect(run.errors).toEqual([]);
    expect(run.printed).toContain(
      'Whether the selector means the workload "orders" is not known yet: its name, its namespace or a label comes later.',
    );
  });

  it('leaves of a workload unknown in a preview only what is not known', async ({ stack }) => {
    const run = await stack.preview(async () => {
      const { address } = new GlobalAddress('front');
      const number = address.apply(Number);
      deploy('in-env', { value: address });
      deploy('in-grace', { pod: { terminationGracePeriodSeconds: number } });
      deploy('in-volume', { pod: { volumes: [{ name: 'data', configMap: { name: address } }] } });
      deploy('in-annotation', { template: { metadata: { labels: { app: 'in-annotation' }, annotations: { address } } } });
      deploy('in-port', { pod: { containers: [{ name: 'app', image: 'app:1', ports: [{ containerPort: number }] }] } });
      const shared = { connection: existingConnection, image: 'app:1' };
      new AlloyDBApplication('in-variable', { ...shared, variables: { ADDRESS: address } });
      new AlloyDBApplication('in-image', { ...shared, image: address });
      new AlloyDBApplication('in-all-variables', { ...shared, variables: address.apply((text) => ({ ADDRESS: text })) });
      new AlloyDBApplication('in-replicas', { ...shared, replicas: number });
    });
    expect(run.errors).toEqual([]);
    expect([...unknownsOf(run, /:Deployment$/)].sort()).toEqual([
      // Its shape depends on what is not known.
      'in-all-variables-deployment.spec',
      'in-annotation.spec.template.metadata.annotations.address',
      'in-env.spec.template.spec.containers.0.env.5.value',
      'in-grace.spec.template.spec.terminationGracePeriodSeconds',
      'in-image-deployment.spec.template.spec.containers.0.image',
      'in-port.spec.template.spec.containers.0.ports.0.containerPort',
      'in-replicas-deployment.spec.replicas',
      'in-variable-deployment.spec.template.spec.containers.0.env.5.value',
      'in-volume.spec.template.spec.volumes.0.configMap.name',
    ]);
  });

  it('keeps what is secret in a workload and in the options out of the state', async ({ stack }) => {
    const program = async (): Promise<void> => {
      const env = (value: string): object => [{ name: 'EXTRA', value: secret(value) }];
      deploy('orders', { value: secret('hunter2-env') });
      deploy('reports', { args: { overrides: { container: { env: env('hunter2-override') } } } });
      deploy('later', { args: { connection: { ...existingConnection, databaseName: secret('hunter2-database') } } });
      const address = new GlobalAddress('front', { address: '203.0.113.7' });
      deploy('mixed', { value: secret('hunter2-mixed'), pod: { hostname: address.address } });
      new AlloyDBApplication('whole', {
        connection: existingConnection,
        image: 'app:1',
        variables: { KEY: secret('hunter2-variable') },
        container: { env: env('hunter2-container') },
      });
    };
    expect((await stack.preview(program)).errors).toEqual([]);
    expect((await stack.up(program)).errors).toEqual([]);
    const sent = JSON.stringify(stack.cloud.all('kubernetes:apps/v1:Deployment').map(({ state }) => state));
    const words = ['env', 'override', 'database', 'mixed', 'variable', 'container'].map((word) => `hunter2-${word}`);
    expect(words.filter((word) => !sent.includes(word))).toEqual([]);
    expect(words.filter((word) => stack.writtenFiles().includes(word))).toEqual([]);
    expect((await stack.up(program, '--expect-no-changes')).errors).toEqual([]);
  });
});
