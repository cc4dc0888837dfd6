import { Connection, type ConnectionSpec, ModelError } from '@alloydb-gke/core';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as plus from 'cdk8s-plus-33';
import { describe, expect, it } from 'vitest';
import { AuthProxy, type AuthProxyProps } from './auth-proxy';
import { ConstructError } from './construct-error';

const spec: ConnectionSpec = {
  auth: 'iam',
  databaseName: 'shop',
  instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary' },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
};
const connection = Connection.of(spec);

function deployment(chart: Chart, id: string, pod: object = {}, container: object = {}): ApiObject {
  const containers = [{ name: 'app', image: 'orders:1.0.0', ...container }];
  return new ApiObject(chart, id, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: id },
    spec: { template: { spec: { containers, ...pod } } },
  });
}

/** The whole message of what goes wrong. */
function messageOf(define: (chart: Chart) => void): string {
  const chart = new Chart(new App(), 'test');
  try {
    define(chart);
    Testing.synth(chart);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing went wrong';
}

const attached = (pod: object, container: object = {}, options: Partial<AuthProxyProps> = {}): string =>
  messageOf((chart) => new AuthProxy(chart, 'alloydb', { connection, ...options }).attachTo(deployment(chart, 'orders', pod, container)));

describe('the proxy refuses', () => {
  it('a port that a container of the application has', () => {
    expect(attached({}, { ports: [{ containerPort: 5432 }] })).toBe(
      'Deployment "orders" spec.template.spec.containers: Port 5432 is wanted for the instance "primary" of the proxy "alloydb-auth-proxy", and container "app" has it. Set ports: { primary: … } to a free port, or change the other one.',
    );
  });

  it('another Kubernetes service account than that of the connection', () => {
    expect(attached({ serviceAccountName: 'default-runner' })).toBe(
      'Deployment "orders" spec.template.spec.serviceAccountName: The pod runs as the Kubernetes service account "default-runner", and the connection says "orders". Set identity.kubernetesServiceAccount of the connection to "default-runner", or remove serviceAccountName from the workload.',
    );
  });

  it('a variable that the application sets to something else, without showing what', () => {
    const message = attached({}, { env: [{ name: 'PGHOST', value: 'db.internal' }] });
    expect(message).toBe(
      'Deployment "orders" spec.template.spec.containers[0].env[0]: The container "app" has the variable PGHOST already, and not as "127.0.0.1", which reaches the database through the proxy. Remove PGHOST there, choose other names with environment, or leave the container out with containers.',
    );
    expect(message).not.toContain('db.internal');
  });

  it('a tag that moves, unless that is said', () => {
    expect(attached({}, {}, { image: { version: 'latest' } })).toBe(
      'test/alloydb.image.version: The tag "latest" moves: what runs depends on when a node pulled it. Write a version such as "1.17.1", or set image.allowMovingTag to true if a moving tag is what you want.',
    );
    expect(attached({}, {}, { image: { version: 'latest', allowMovingTag: true } })).toBe('nothing went wrong');
  });

  it('a grace period of the workload that is too short', () => {
    expect(attached({ terminationGracePeriodSeconds: 30 }, {}, { applicationDrainSeconds: 20 })).toBe(
      'Deployment "orders" spec.template.spec.terminationGracePeriodSeconds: The pod is killed 30 s after SIGTERM, and needs 35 s: 20 s for the application, 10 s for the proxy and 5 s to spare. Raise terminationGracePeriodSeconds to 35 (cdk8s-plus: terminationGracePeriod), or lower applicationDrainSeconds or proxyDrainSeconds.',
    );
  });

  it('the grace period of 30 s that cdk8s-plus writes where nothing is said, if it is too short', () => {
    const message = messageOf((chart) => {
      const workload = new plus.Deployment(chart, 'orders', { containers: [{ image: 'orders:1.0.0' }] });
      new AuthProxy(chart, 'alloydb', { connection, applicationDrainSeconds: 20 }).attachTo(workload);
    });
    expect(message).toBe(
      'Deployment "test-orders-c83bd401" spec.template.spec.terminationGracePeriodSeconds: The pod is killed 30 s after SIGTERM, and needs 35 s: 20 s for the application, 10 s for the proxy and 5 s to spare. Raise terminationGracePeriodSeconds to 35 (cdk8s-plus: terminationGracePeriod), or lower applicationDrainSeconds or proxyDrainSeconds.',
    );
  });

  it('a selector that matches nothing', () => {
    const message = messageOf((chart) => {
      deployment(chart, 'orders');
      deployment(chart, 'reports');
      new AuthProxy(chart, 'alloydb', { connection }).attachToAll(chart, { labels: { tier: 'web' } });
    });
    expect(message).toBe(
      [
        'Validation failed with the following errors:',
        '  [test/alloydb] The selector {"labels":{"tier":"web"}} matches no workload below "test". Correct it. The workloads there are: test/orders, test/reports.',
      ].join('\n'),
    );
  });

  it('to be attached to all workloads of an app that has none', () => {
    expect(messageOf((chart) => new AuthProxy(chart, 'alloydb', { connection }).attachToAll(chart.node.root))).toBe(
      [
        'Validation failed with the following errors:',
        '  [test/alloydb] There is no workload below the app. Add one before the app is synthesised, or call attachToAll with another construct.',
      ].join('\n'),
    );
  });

  it('to be attached to nothing', () => {
    expect(messageOf((chart) => new AuthProxy(chart, 'alloydb', { connection }))).toBe(
      [
        'Validation failed with the following errors:',
        '  [test/alloydb] The Auth Proxy "alloydb" is attached to no workload. Call attachTo(workload) or attachToAll(scope), or remove the construct.',
      ].join('\n'),
    );
  });

  it('what is not a workload, at once and for each', () => {
    const message = messageOf((chart) => {
      const settings = new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
      new AuthProxy(chart, 'alloydb', { connection }).attachTo(chart, settings);
    });
    expect(message).toBe(
      [
        '2 problems:',
        '  - test/alloydb: The construct "test" is not a workload and does not stand for one. Attach to an ApiObject, a generated class such as KubeDeployment, or a cdk8s-plus workload. For all workloads below a construct use attachToAll(construct).',
        '  - test/alloydb: "test/settings" is a ConfigMap (v1), and where that keeps a pod template is not known. If it has one, use attachToAll(construct, { kinds: ["ConfigMap"], podTemplatePath: "spec.template" }) with the right path.',
      ].join('\n'),
    );
  });

  it('what is no construct', () => {
    const message = messageOf((chart) => {
      const workloads = [undefined, 'orders', [deployment(chart, 'orders')]] as unknown as ApiObject[];
      new AuthProxy(chart, 'alloydb', { connection }).attachTo(...workloads);
    });
    expect(message).toBe(
      [
        '3 problems:',
        '  - test/alloydb: undefined is not a construct. Pass the construct itself: an ApiObject, a cdk8s-plus workload, a chart, the app.',
        '  - test/alloydb: "orders" is not a construct. Pass the construct itself: an ApiObject, a cdk8s-plus workload, a chart, the app.',
        '  - test/alloydb: A list is not a construct. Pass what is in it one by one, as in attachTo(...workloads).',
      ].join('\n'),
    );
  });

  it('a second proxy of the same name in a pod', () => {
    const message = messageOf((chart) => {
      const workload = deployment(chart, 'orders');
      new AuthProxy(chart, 'one', { connection, environment: false }).attachTo(workload);
      new AuthProxy(chart, 'two', { connection, environment: false, maxConnections: 20 }).attachTo(workload);
    });
    expect(message).toBe(
      'Deployment "orders" spec.template.spec.initContainers: The pod has a container "alloydb-auth-proxy" already, and it is not the one that would be added. Remove that container, or give the proxy another name with containerName.',
    );
  });

  it('with two problems of the options at once', () => {
    expect(attached({}, {}, { image: { version: 'v1.17.1' }, maxConnections: 0 })).toBe(
      [
        '2 problems:',
        '  - test/alloydb.maxConnections: 0 is not a whole number from 1 to 262143. Put a whole number from 1 to 262143 here.',
        '  - test/alloydb.image.version: "v1.17.1" is not a version of the Auth Proxy. Write X.Y.Z without a "v", as in "1.17.1".',
      ].join('\n'),
    );
  });

  it('with all problems of all workloads at once', () => {
    const message = messageOf((chart) => {
      const proxy = new AuthProxy(chart, 'alloydb', { connection });
      proxy.attachTo(
        deployment(chart, 'orders', { serviceAccountName: 'other' }, { ports: [{ containerPort: 5432 }] }),
        deployment(chart, 'fine'),
      );
      proxy.attachTo(deployment(chart, 'reports', { hostNetwork: true }));
    });
    expect(message).toBe(
      [
        '3 problems:',
        '  - Deployment "orders" spec.template.spec.containers: Port 5432 is wanted for the instance "primary" of the proxy "alloydb-auth-proxy", and container "app" has it. Set ports: { primary: … } to a free port, or change the other one.',
        '  - Deployment "orders" spec.template.spec.serviceAccountName: The pod runs as the Kubernetes service account "other", and the connection says "orders". Set identity.kubernetesServiceAccount of the connection to "other", or remove serviceAccountName from the workload.',
        '  - Deployment "reports" spec.template.spec.hostNetwork: The pod uses the network of its node: it would act as the node, not as its Kubernetes service account, and open its ports on the node. Remove hostNetwork.',
      ].join('\n'),
    );
  });
});

describe('what is thrown', () => {
  it('is an error of the construct, which is one of the model, with a code', () => {
    const chart = new Chart(new App(), 'test');
    const proxy = new AuthProxy(chart, 'alloydb', { connection });
    expect(() => proxy.attachTo(chart)).toThrow(ConstructError);
    expect(() => proxy.attachTo(chart)).toThrow(ModelError);
    expect(() => proxy.attachTo(chart)).toThrow(expect.objectContaining({ name: 'ConstructError', code: 'construct-not-a-workload' }));
  });

  it('is whatever went wrong in cdk8s itself', () => {
    const chart = new Chart(new App(), 'test');
    const workload = deployment(chart, 'orders');
    workload.toJson = () => {
      throw new RangeError('something else');
    };
    new AuthProxy(chart, 'alloydb', { connection }).attachTo(workload);
    expect(() => Testing.synth(chart)).toThrow(RangeError);
  });
});
