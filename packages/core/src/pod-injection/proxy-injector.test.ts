import { describe, expect, it } from 'vitest';
import { Connection } from '../connection/connection';
import { builtInConnection, iamConnection } from '../connection/connection.fixture';
import { ModelError } from '../errors/model-error';
import type { Manifest } from '../kubernetes/manifest';
import type { PodSpec } from '../kubernetes/pod';
import { defineAuthProxy } from '../proxy-container/auth-proxy';
import type { AuthProxyModel } from '../proxy-container/auth-proxy-model';
import type { AuthProxyOptions } from '../proxy-container/auth-proxy-options';
import { type InjectionTarget, injectProxy } from './proxy-injector';

const app = { name: 'app', image: 'app:1' };

const deployment = (spec: object = {}, metadata: object = {}): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'my-app', ...metadata },
  spec: { template: { spec: { containers: [app], ...spec } } },
});

const job = (spec: object = {}): Manifest => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate' },
  spec: { template: { spec: { containers: [app], restartPolicy: 'Never', ...spec } } },
});

const inject = (manifest: Manifest, options: Partial<AuthProxyOptions> = {}, target: InjectionTarget = {}): PodSpec => {
  const proxy = defineAuthProxy({ connection: builtInConnection, ...options });
  return (injectProxy(manifest, proxy, target) as { spec: { template: { spec: PodSpec } } }).spec.template.spec;
};

const messageOf = (manifest: Manifest, options: Partial<AuthProxyOptions> = {}, target: InjectionTarget = {}): string => {
  try {
    inject(manifest, options, target);
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    throw error;
  }
  throw new Error('The pod was accepted.');
};

describe('a pod with the proxy', () => {
  it('has it before its other init containers, so that migrations reach the database', () => {
    const spec = inject(deployment({ initContainers: [{ name: 'migrate', image: 'app:1' }] }));
    expect(spec.initContainers?.map(({ name }) => name)).toEqual(['alloydb-auth-proxy', 'migrate']);
    expect(spec.initContainers?.[1]?.env?.map(({ name }) => name)).toContain('PGHOST');
  });

  it("has it right behind a mesh's own sidecar where that is asked for", () => {
    const initContainers = [{ name: 'mesh', restartPolicy: 'Always' }, { name: 'migrate' }];
    const spec = inject(deployment({ initContainers }), { after: 'mesh' });
    expect(spec.initContainers?.map(({ name }) => name)).toEqual(['mesh', 'alloydb-auth-proxy', 'migrate']);
    expect(spec.initContainers?.[0]).not.toHaveProperty('env');
  });

  it('keeps the application as the first container with a classic sidecar', () => {
    expect(inject(deployment(), { sidecar: 'classic' }).containers?.map(({ name }) => name)).toEqual(['app', 'alloydb-auth-proxy']);
  });

  it("runs as the connection's Kubernetes service account", () => {
    expect(inject(deployment()).serviceAccountName).toBe('alloydb-ksa');
    expect(inject(deployment({ serviceAccountName: 'alloydb-ksa' })).serviceAccountName).toBe('alloydb-ksa');
  });

  it('may say null where it says nothing, as YAML does', () => {
    const nothing = { initContainers: null, serviceAccountName: null, terminationGracePeriodSeconds: null, volumes: null };
    const spec = inject(deployment({ ...nothing, containers: [{ ...app, env: null, ports: null }] }));
    expect(spec).toMatchObject({ serviceAccountName: 'alloydb-ksa', terminationGracePeriodSeconds: 45 });
    expect(spec.initContainers).toHaveLength(1);
  });

  it('gets the password by reference', () => {
    expect(inject(deployment()).containers?.[0]?.env).toContainEqual({
      name: 'PGPASSWORD',
      valueFrom: { secretKeyRef: { key: 'password', name: 'alloydb-credentials' } },
    });
  });

  it('gets the variables before its own, so that those can refer to them', () => {
    const env = [{ name: 'DSN', value: 'host=$(PGHOST)' }];
    expect(inject(deployment({ containers: [{ ...app, env }] })).containers?.[0]?.env?.at(-1)).toEqual(env[0]);
  });

  it('keeps a variable that says the same already', () => {
    const env = [{ name: 'PGHOST', value: '127.0.0.1' }];
    const injected = inject(deployment({ containers: [{ ...app, env }] })).containers?.[0]?.env ?? [];
    expect(injected.filter(({ name }) => name === 'PGHOST')).toHaveLength(1);
  });

  it('with several containers gives the variables to those that are named', () => {
    const containers = [app, { name: 'logs', image: 'logs:1' }];
    const spec = inject(deployment({ containers }), { containers: ['app'] });
    expect(spec.containers?.[0]?.env).toBeDefined();
    expect(spec.containers?.[1]?.env).toBeUndefined();
  });

  it('may have only some of the named containers, since a list serves several workloads', () => {
    const containers = [app, { name: 'nginx', image: 'nginx:1' }];
    expect(inject(deployment({ containers }), { containers: ['app', 'migrate'] }).containers?.[1]?.env).toBeUndefined();
    expect(messageOf(deployment({ containers }), { containers: ['app', 'ngnix'] })).toContain('The pod has no container "ngnix"');
  });

  it('with a classic sidecar gives init containers nothing, since they run before it', () => {
    const initContainers = [{ name: 'migrate', image: 'app:1' }];
    expect(inject(deployment({ initContainers }), { sidecar: 'classic' }).initContainers?.[0]).not.toHaveProperty('env');
    expect(messageOf(deployment({ initContainers }), { sidecar: 'classic', containers: ['app', 'migrate'] })).toBe(
      'Deployment "my-app" spec.template.spec.initContainers: The init container "migrate" should get the variables, and a classic sidecar starts only after it: there is no database yet. Set sidecar to "native", or leave the init container out of containers.',
    );
  });

  it('keeps its health port off one that the application is only probed on, and takes no notice of UDP', () => {
    const containers = [{ ...app, ports: [{ containerPort: 5432, protocol: 'UDP' }], readinessProbe: { httpGet: { port: 9090 } } }];
    expect(inject(deployment({ containers })).initContainers?.[0]?.args).toEqual(
      expect.arrayContaining(['--http-port=9091', '--admin-port=9092', expect.stringContaining('port=5432')]),
    );
  });

  it("keeps its ports off those of somebody else's proxy, wherever its arguments stand", () => {
    const other = {
      name: 'theirs',
      image: 'mirror/alloydb-auth-proxy:1.17.1',
      command: ['/alloydb-auth-proxy', '--port=5432', 'uri'],
      args: ['--admin-port', 9091],
    };
    expect(inject(deployment({ containers: [app, other] })).initContainers?.[0]?.args?.at(-2)).toContain('port=5433');
  });

  it('mounts a password file that a rotation reaches', () => {
    const spec = inject(deployment(), { environment: { libpq: true, password: 'file' } });
    const [volume] = spec.volumes ?? [];
    const mount = spec.containers?.[0]?.volumeMounts?.find(({ name }) => name === volume?.name);
    expect(volume?.['secret']).toMatchObject({ secretName: 'alloydb-credentials' });
    expect(mount).not.toHaveProperty('subPath');
  });

  it('keeps a grace period that is long enough, and gives the application what it leaves', () => {
    expect(inject(deployment({ terminationGracePeriodSeconds: 300 }), { applicationDrainSeconds: 20 }).terminationGracePeriodSeconds).toBe(
      300,
    );
    const spec = inject(deployment({ terminationGracePeriodSeconds: 65 }), { sidecar: 'classic' });
    expect(spec.containers?.[1]?.args).toContain('--min-sigterm-delay=50s');
  });

  it('without a grace period gets one that covers both drains', () => {
    expect(inject(deployment(), { applicationDrainSeconds: 20 }).terminationGracePeriodSeconds).toBe(35);
    expect(inject(deployment()).terminationGracePeriodSeconds).toBe(45);
    expect(inject(deployment(), { processes: 'one-per-instance' }).terminationGracePeriodSeconds).toBe(55);
  });

  it('tells a Job with a classic sidecar where to say that it is done', () => {
    const spec = inject(job(), { sidecar: 'classic', applicationQuitsProxy: true });
    expect(spec.containers?.[0]?.env).toContainEqual({ name: 'ALLOYDB_AUTH_PROXY_QUIT_URL', value: 'http://127.0.0.1:9091/quitquitquit' });
  });

  it('can be of a kind that is given by its path', () => {
    const manifest = { apiVersion: 'example.com/v1', kind: 'Worker', spec: { pod: { spec: { containers: [app] } } } };
    const injected = injectProxy(manifest, defineAuthProxy({ connection: builtInConnection }), { podTemplatePath: 'spec.pod' });
    expect(injected).toMatchObject({ spec: { pod: { spec: { serviceAccountName: 'alloydb-ksa' } } } });
  });

  it('can have two proxies, one for each auth mode, on ports of their own', () => {
    const first = injectProxy(deployment(), defineAuthProxy({ connection: builtInConnection }));
    const second = { connection: iamConnection, containerName: 'iam-proxy', environment: { prefix: 'ADMIN_DB_' } } as const;
    const spec = inject(first, second);
    expect(spec.initContainers?.map(({ name }) => name)).toEqual(['iam-proxy', 'alloydb-auth-proxy']);
    const ports = spec.initContainers?.map(({ args }) => args?.flatMap((argument) => /port=([0-9]+)/.exec(argument)?.[1] ?? []));
    expect(ports).toEqual([
      ['9092', '9093', '5434', '5435'],
      ['9090', '9091', '5432', '5433'],
    ]);
  });

  it('with two native proxies has time for the longest application drain and both of theirs, in either order', () => {
    const first = defineAuthProxy({ connection: builtInConnection, applicationDrainSeconds: 60 });
    const second = defineAuthProxy({
      connection: iamConnection,
      containerName: 'iam-proxy',
      environment: { prefix: 'ADMIN_DB_' },
      applicationDrainSeconds: 20,
      proxyDrainSeconds: 15,
    });
    const both = (one: AuthProxyModel, other: AuthProxyModel): Manifest =>
      injectProxy(injectProxy(deployment(), one, { beside: [other] }), other, { beside: [one] });
    for (const manifest of [both(first, second), both(second, first)]) {
      expect(manifest).toMatchObject({ spec: { template: { spec: { terminationGracePeriodSeconds: 60 + 10 + 15 + 5 } } } });
      expect(injectProxy(manifest, first, { beside: [second] })).toEqual(manifest);
    }
    expect(messageOf(deployment({ terminationGracePeriodSeconds: 80 }), { applicationDrainSeconds: 60 }, { beside: [second] })).toContain(
      'The pod is killed 80 s after SIGTERM, and needs 90 s: 60 s for the application, 25 s for the proxy and 5 s to spare.',
    );
  });

  it('can have two classic proxies, and neither counts as the application', () => {
    const first = injectProxy(deployment(), defineAuthProxy({ connection: builtInConnection, sidecar: 'classic' }));
    const spec = inject(first, {
      connection: iamConnection,
      sidecar: 'classic',
      containerName: 'iam-proxy',
      environment: { prefix: 'ADMIN_DB_' },
    });
    expect(spec.containers?.map(({ name, env }) => [name, env !== undefined])).toEqual([
      ['app', true],
      ['alloydb-auth-proxy', false],
      ['iam-proxy', false],
    ]);
  });

  it('has the changes of the escape hatches, and an annotation that lists them', () => {
    const proxy = defineAuthProxy({
      connection: builtInConnection,
      overrides: { container: { tty: true }, podSpec: { priorityClassName: 'high' } },
    });
    const injected = injectProxy(deployment(), proxy);
    expect(injected).toMatchObject({
      spec: {
        template: {
          metadata: {
            annotations: {
              'alloydb-gke.dev/escape-hatches': 'alloydb-auth-proxy/container.tty alloydb-auth-proxy/podSpec.priorityClassName',
            },
          },
          spec: { initContainers: [{ tty: true }], priorityClassName: 'high' },
        },
      },
    });
    expect(injectProxy(injected, proxy)).toEqual(injected);
  });
});

describe('a pod that the proxy does not fit into', () => {
  const at = 'Deployment "my-app" spec.template.spec';

  it('has an application on the port of an instance', () => {
    const containers = [{ ...app, ports: [{ containerPort: 5432 }] }];
    expect(messageOf(deployment({ containers }))).toBe(
      `${at}.containers: Port 5432 is wanted for the instance "primary" of the proxy "alloydb-auth-proxy", and container "app" has it. Set ports: { primary: … } to a free port, or change the other one.`,
    );
  });

  it('runs as another Kubernetes service account', () => {
    expect(messageOf(deployment({ serviceAccountName: 'orders' }))).toBe(
      `${at}.serviceAccountName: The pod runs as the Kubernetes service account "orders", and the connection says "alloydb-ksa". Set identity.kubernetesServiceAccount of the connection to "orders", or remove serviceAccountName from the workload.`,
    );
  });

  it('is in another namespace than the Kubernetes service account', () => {
    const { version: _, $schema: __, ...spec } = iamConnection.toJSON();
    const connection = Connection.of({ ...spec, identity: { ...spec.identity, namespace: 'shop' } } as Parameters<typeof Connection.of>[0]);
    expect(messageOf(deployment({}, { namespace: 'default' }), { connection })).toBe(
      'Deployment "my-app" metadata.namespace: The workload is in the namespace "default", and the Kubernetes service account of the connection is in "shop". A pod cannot use one of another namespace. Correct identity.namespace of the connection, or move the workload.',
    );
  });

  it('sets a variable to something else, which may be a secret and is not shown', () => {
    const env = [{ name: 'PGPASSWORD', value: 'hunter2' }];
    expect(messageOf(deployment({ containers: [{ ...app, env }] }))).toBe(
      `${at}.containers[0].env[0]: The container "app" has the variable PGPASSWORD already, and not as the key of the Secret with the password, which reaches the database through the proxy. Remove PGPASSWORD there, choose other names with environment, or leave the container out with containers.`,
    );
  });

  it('gives the application less time than it asks for', () => {
    expect(messageOf(deployment({ terminationGracePeriodSeconds: 30 }), { applicationDrainSeconds: 20 })).toBe(
      `${at}.terminationGracePeriodSeconds: The pod is killed 30 s after SIGTERM, and needs 35 s: 20 s for the application, 10 s for the proxy and 5 s to spare. Raise terminationGracePeriodSeconds to 35 (cdk8s-plus: terminationGracePeriod), or lower applicationDrainSeconds or proxyDrainSeconds.`,
    );
  });

  it('has several containers, and nobody said which of them use the database', () => {
    expect(messageOf(deployment({ containers: [app, { name: 'logs' }] }))).toBe(
      `${at}.containers: The pod has several containers ("app", "logs"), and nothing says which of them use the database. Name them with containers: [ … ]. The others get no variables and no password.`,
    );
  });

  it('lacks a container that should get the variables', () => {
    expect(messageOf(deployment(), { containers: ['ap'] })).toBe(
      `${at}.containers: The pod has no container "ap", which should get the variables. Its containers are "app".`,
    );
  });

  it('lacks the container that the proxy should come behind', () => {
    expect(messageOf(deployment(), { after: 'mesh' })).toBe(
      `${at}.initContainers: The pod has no init container "mesh" for the proxy to come behind. Correct "after". The init containers are none.`,
    );
  });

  it('has a container of that name which is another', () => {
    expect(messageOf(deployment({ initContainers: [{ name: 'alloydb-auth-proxy', image: 'old' }] }))).toBe(
      `${at}.initContainers: The pod has a container "alloydb-auth-proxy" already, and it is not the one that would be added. Remove that container, or give the proxy another name with containerName.`,
    );
  });

  it('uses the network of its node', () => {
    expect(messageOf(deployment({ hostNetwork: true }))).toBe(
      `${at}.hostNetwork: The pod uses the network of its node: it would act as the node, not as its Kubernetes service account, and open its ports on the node. Remove hostNetwork.`,
    );
  });

  it('belongs to a Job, which a classic sidecar would keep from completing', () => {
    expect(messageOf(job(), { sidecar: 'classic' })).toBe(
      'Job "migrate" spec.template.spec: The pod ends by itself, and a classic sidecar does not: the Job would never complete. Set sidecar to "native", or let the application POST to ALLOYDB_AUTH_PROXY_QUIT_URL when it is done and set applicationQuitsProxy to true.',
    );
  });

  it('has another volume or mount where the password belongs', () => {
    const environment = { libpq: true, password: 'file' } as const;
    const [volume] = inject(deployment(), { environment }).volumes ?? [];
    const [mount] = inject(deployment(), { environment }).containers?.[0]?.volumeMounts ?? [];
    expect(messageOf(deployment({ volumes: [{ name: volume?.name, emptyDir: {} }] }), { environment })).toBe(
      `${at}.volumes: The pod has a volume "${volume?.name}" already, and it is not the one with the password. Rename that volume.`,
    );
    const containers = [{ ...app, volumeMounts: [{ name: 'other', mountPath: mount?.mountPath }] }];
    expect(messageOf(deployment({ containers }), { environment })).toBe(
      `${at}.containers[0].volumeMounts: The container "app" mounts something else at ${mount?.mountPath}, where the password belongs. Move that mount.`,
    );
  });

  it('is of a kind that is not known, or has no pod template at the path', () => {
    const manifest = { apiVersion: 'example.com/v1', kind: 'Worker', metadata: { name: 'w' }, spec: {} };
    expect(messageOf(manifest)).toBe(
      'Worker "w": Where a Worker (example.com/v1) keeps its pod template is not known. Give its path, as in podTemplatePath: "spec.template".',
    );
    expect(messageOf(manifest, {}, { podTemplatePath: 'spec.pod' })).toBe(
      'Worker "w": There is no pod template at "spec.pod". Correct podTemplatePath: it leads to the object that has "spec.containers".',
    );
  });

  it.each([
    [null, 'workload: null is not a Kubernetes object. Give the workload as an object, as JSON or YAML is read.'],
    [
      deployment({ containers: [null] }),
      `${at}.containers: This is not a list of objects that each have "name". Write it as Kubernetes does.`,
    ],
    [deployment({ initContainers: {} }), `${at}.initContainers: This is not a list`],
    [deployment({ volumes: {} }), `${at}.volumes: This is not a list`],
    [deployment({ containers: [{ ...app, env: {} }] }), `${at}.containers[0].env: This is not a list`],
    [
      deployment({ containers: [{ ...app, ports: [null] }] }),
      `${at}.containers[0].ports: This is not a list of objects that each have "containerPort".`,
    ],
    [{ apiVersion: 1, kind: 2 }, 'Where a 2 (1) keeps its pod template is not known.'],
  ])('is not one: %j', (manifest, message) => {
    expect(messageOf(manifest as Manifest)).toContain(message);
  });

  it('is refused for all of these reasons at once', () => {
    const message = messageOf(deployment({ serviceAccountName: 'orders', hostNetwork: true }));
    expect(message).toMatch(/^2 problems:\n {2}- .*hostNetwork.*\n {2}- .*serviceAccountName/);
  });
});
