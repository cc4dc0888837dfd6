import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuthProxy } from '@alloydb-gke/pulumi';
import { Deployment, type DeploymentArgs } from '@pulumi/kubernetes/apps/v1';
import { Release } from '@pulumi/kubernetes/helm/v3';
import { ConfigFile } from '@pulumi/kubernetes/yaml';
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import { describe, expect } from 'vitest';
import { isEngineMissing, engineTest as it } from './support/engine-test';
import { existingConnection, sidecarOf } from './support/existing-connection';

const manifest = (name: string): DeploymentArgs => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'app', image: 'app:1' }] } },
  },
});

/** What `helm.v4.Chart` and a team's own components are: a component that registers workloads somewhere inside. */
class Chart extends ComponentResource {
  constructor(name: string, opts?: ComponentResourceOptions) {
    super('elsewhere:index:Chart', name, {}, opts);
    const inner = new ComponentResource('elsewhere:index:Part', `${name}-part`, {}, { parent: this });
    new Deployment(`${name}-web`, manifest(`${name}-web`), { parent: inner });
    new Deployment(`${name}-docs`, manifest(`${name}-docs`), { parent: this });
  }
}

describe.skipIf(isEngineMissing)('a proxy for workloads of somebody else', () => {
  it('reaches the children of a component and the objects of a file, and only those that are meant', async ({ stack }) => {
    const file = join(stack.folder, 'objects.yaml');
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { ports: [{ port: 80 }] } };
    writeFileSync(file, [manifest('from-a-file'), service].map((one) => JSON.stringify(one)).join('\n---\n'));
    const program = async (): Promise<void> => {
      const proxy = new AuthProxy('web', { connection: existingConnection, selector: { names: ['shop-web', 'from-a-file'] } });
      new Chart('shop', { transforms: [proxy.transform] });
      new ConfigFile('file', { file }, { transforms: [proxy.transform] });
    };
    expect((await stack.up(program)).errors).toEqual([]);
    const deployments = stack.cloud.all('kubernetes:apps/v1:Deployment');
    const sidecars = deployments.map(({ id, state }) => [id, sidecarOf(state)] as const);
    expect(Object.fromEntries(sidecars)).toEqual({
      'shop/shop-web': 'alloydb-auth-proxy',
      'shop/shop-docs': undefined,
      'shop/from-a-file': 'alloydb-auth-proxy',
    });
    expect((await stack.up(program, '--expect-no-changes')).errors).toEqual([]);
  });

  it('refuses a helm.v3.Release with the reason, before anything is made', async ({ stack }) => {
    const program = async (): Promise<void> => {
      const proxy = new AuthProxy('web', { connection: existingConnection });
      new Release('shop', { chart: 'shop' }, { transforms: [proxy.transform] });
    };
    for (const run of [await stack.preview(program), await stack.up(program)]) {
      expect(run.succeeded).toBe(false);
      expect(run.printed).toContain(
        '"shop" is a helm.v3.Release. Its objects are rendered inside the provider, where no transform reaches them.',
      );
      expect(run.printed).toContain('Use helm.v4.Chart for this chart');
    }
    expect(stack.cloud.objects).toEqual([]);
  });
});
