import { describe, expect, it } from 'vitest';
import { readManifestObjects } from '../manifests/read-manifest-objects';
import { planPods } from './plan-pods';
import { podAddressPlaceholder, withAddresses } from './pod-addresses';
import type { ContainerPlan, PodPlan } from './pod-plan';

const uri = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const image = 'gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1';
const proxy = { name: 'alloydb-auth-proxy', image, restartPolicy: 'Always', args: [uri, '--port=5432', '--auto-iam-authn'] };
const account = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'orders', annotations: { 'iam.gke.io/gcp-service-account': 'orders@my-project.iam.gserviceaccount.com' } },
};
const podSpec = (app: object = {}, spec: object = {}, sidecar: object = {}): object => ({
  serviceAccountName: 'orders',
  initContainers: [{ ...proxy, ...sidecar }],
  containers: [{ name: 'app', image: 'app', ...app }],
  ...spec,
});
const deployment = (app?: object, spec?: object, sidecar?: object): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'my-app' },
  spec: { template: { metadata: { labels: { app: 'x' } }, spec: podSpec(app, spec, sidecar) } },
});
const plan = (workload: object, ...others: readonly object[]): PodPlan => {
  const [pod] = planPods(readManifestObjects([workload, account, ...others])).pods;
  if (!pod) throw new Error('no pod');
  return pod;
};
const app = (workload: object, ...others: readonly object[]): ContainerPlan => plan(workload, ...others).containers[0] as ContainerPlan;
const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { a: 'YQ==', b: 'Yg==' }, stringData: { b: 'B' } };
const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: 'config-a', HOST: 'h' } };

describe('a planned pod', () => {
  it('knows the command line, the environment and the meaning of its proxy', () => {
    const pod = plan(deployment({ env: [{ name: 'PGHOST', value: '127.0.0.1' }] }));
    expect(pod).toMatchObject({ ending: 'runs on', restartPolicy: 'Always', serviceAccount: 'orders', terminationGracePeriodSeconds: 30 });
    expect(pod.initContainers[0]).toMatchObject({
      role: 'proxy',
      place: 'native sidecar',
      commandLine: ['/alloydb-auth-proxy', uri, '--port=5432', '--auto-iam-authn'],
      invocation: { flags: { port: 5432, autoIamAuthn: true }, instances: [{ uri }] },
      proxyVersion: '1.17.1',
    });
    expect(pod.containers[0]).toMatchObject({ role: 'application', commandLine: [] });
    expect(pod.podName).toMatch(/^my-app-[a-z0-9]{10}-[a-z0-9]{5}$/);
  });

  it.each([
    ['v1', 'Pod', (spec: object) => ({ spec }), /^w$/],
    ['apps/v1', 'StatefulSet', (spec: object) => ({ spec: { template: { spec } } }), /^w-0$/],
    ['apps/v1', 'DaemonSet', (spec: object) => ({ spec: { template: { spec } } }), /^w-.{5}$/],
    ['apps/v1', 'ReplicaSet', (spec: object) => ({ spec: { template: { spec } } }), /^w-.{5}$/],
  ])('is made of a %s %s', (apiVersion, kind, body, name) => {
    expect(plan({ apiVersion, kind, metadata: { name: 'w' }, ...body(podSpec()) }).podName).toMatch(name);
  });

  it('of a Job and of a CronJob completes, and its containers are tasks', () => {
    const env = [{ name: 'PGHOST', value: '127.0.0.1' }];
    const template = { spec: podSpec({ env }, { restartPolicy: 'Never' }) };
    const job = plan({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'w' }, spec: { template } });
    const cron = plan({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'w' }, spec: { jobTemplate: { spec: { template } } } });
    for (const pod of [job, cron])
      expect(pod).toMatchObject({ ending: 'completes', restartPolicy: 'Never', containers: [{ role: 'task' }] });
  });

  it('knows a proxy by its program, and what its variables add', () => {
    const sidecar = {
      image: 'mirror/own:1',
      command: ['/bin/alloydb-auth-proxy'],
      args: ['--port=5432'],
      env: [{ name: 'ALLOYDB_PROXY_INSTANCE_URI', value: uri }],
    };
    expect(plan(deployment({}, {}, sidecar)).initContainers[0]).toMatchObject({ role: 'proxy', invocation: { instances: [{ uri }] } });
  });

  it('has no invocation where the proxy would refuse to start', () => {
    const [sidecar] = plan(deployment({}, {}, { args: [uri, '--exit-zero-on-sigterm'] })).initContainers;
    expect(sidecar?.role).toBe('proxy');
    expect(sidecar).not.toHaveProperty('invocation');
  });

  it('takes the first container for the application where no variable names a database', () => {
    const spec = {
      clusters: {
        'projects/my-project/locations/us-central1/clusters/shop': {
          instances: { primary: {} },
          users: { 'orders@my-project.iam': { auth: 'iam' as const } },
          databases: { shop: { grants: [{ to: 'orders@my-project.iam', privileges: ['ALL'], on: 'SCHEMA public' }] } },
        },
      },
    };
    const args = ['--auto-iam-authn', uri, `${uri.replace(/[^/]+$/, 'read-pool')}?port=6432`];
    const [pod] = planPods(readManifestObjects([deployment({}, {}, { args }), account]), { spec }).pods;
    const login = { host: '127.0.0.1', user: 'orders@my-project.iam', database: 'shop' };
    expect(pod?.containers[0]).toMatchObject({
      role: 'application',
      assumedTargets: [
        { from: 'assumed:127.0.0.1:5432', port: 5432, ...login },
        { from: 'assumed:127.0.0.1:6432', port: 6432, ...login },
      ],
    });
  });

  describe('logs in to what its proxy serves and no variable leads to', () => {
    const read = `${uri.replace(/[^/]+$/, 'read-pool')}?port=6432`;
    const other = `${uri.replace('/shop/', '/billing/')}?port=7432`;
    const env = (variables: Readonly<Record<string, string>>): object => ({
      env: Object.entries(variables).map(([name, value]) => ({ name, value })),
    });
    const primary = { PGHOST: 'localhost', PGUSER: 'app', PGDATABASE: 'shop', PGPASSWORD: 'p' };
    const password = { user: 'app', database: 'shop', password: 'p' };

    it.each<[string, readonly string[], Readonly<Record<string, string>>, unknown]>([
      ['as it does elsewhere', [uri, read], primary, [{ from: 'served:127.0.0.1:6432', host: '127.0.0.1', port: 6432, ...password }]],
      [
        'where its only host leads nowhere',
        [uri],
        { ...primary, PGHOST: '10.20.0.5' },
        [{ from: 'served:127.0.0.1:5432', host: '127.0.0.1', port: 5432, ...password }],
      ],
      ['and to nothing where all of it is named', [uri, read], { ...primary, READ_PGHOST: '127.0.0.1', READ_PGPORT: '6432' }, undefined],
      ['and to an instance once', [`${uri}?port=5432`, `${uri}?port=6432`], primary, undefined],
      [
        'as a user of its cluster',
        [uri, other],
        primary,
        [{ from: 'served:127.0.0.1:7432', host: '127.0.0.1', port: 7432, user: 'biller', database: 'bills', password: 'b' }],
      ],
      [
        'and to no socket whose folder it does not have',
        [uri, `${uri.replace(/[^/]+$/, 'read-pool')}?unix-socket=/run/a`],
        primary,
        undefined,
      ],
    ])('%s', (_, args, variables, unnamedTargets) => {
      const spec = {
        clusters: {
          'projects/my-project/locations/us-central1/clusters/shop': { instances: { primary: {} } },
          'projects/my-project/locations/us-central1/clusters/billing': {
            instances: { primary: {} },
            users: { biller: { auth: 'built-in' as const, password: 'b' } },
            databases: { bills: { owner: 'biller' } },
          },
        },
      };
      const workload = deployment(env(variables), {}, { args });
      const [pod] = planPods(readManifestObjects([workload, account]), { spec }).pods;
      expect(pod?.containers[0]?.unnamedTargets).toEqual(unnamedTargets);
    });
  });

  it('leaves a container without a database alone where another one has it', () => {
    const spec = {
      containers: [
        { name: 'log', image: 'log' },
        { name: 'app', image: 'a', env: [{ name: 'DATABASE_URL', value: 'postgres://u@127.0.0.1/d' }] },
      ],
    };
    expect(plan(deployment({}, spec)).containers.map(({ role }) => role)).toEqual(['bystander', 'application']);
  });
});

describe('the environment of a container', () => {
  const variables = (container: object, ...others: readonly object[]): Readonly<Record<string, string>> =>
    app(deployment(container), ...others).environment;

  it('is that of envFrom in its order with prefixes, and env over it', () => {
    const envFrom = [
      { configMapRef: { name: 'c' } },
      { secretRef: { name: 's' }, prefix: '' },
      { secretRef: { name: 's' }, prefix: 'X_' },
      { secretRef: { name: 'gone', optional: true } },
    ];
    const container = app(
      deployment({
        envFrom,
        env: [
          { name: 'HOST', value: '$(HOST)-$(X_b)-$(later)-$$(HOST)' },
          { name: 'later', value: '1' },
        ],
      }),
      secret,
      config,
    );
    expect(container.environment).toMatchObject({ a: 'a', b: 'B', X_a: 'a', X_b: 'B', HOST: 'h-B-$(later)-$(HOST)', later: '1' });
    expect([...container.secretVariables].sort()).toEqual(['HOST', 'X_a', 'X_b', 'a', 'b']);
  });

  it('has the fields of the pod and the resources of the container', () => {
    const field = (name: string, fieldPath: string): object => ({ name, valueFrom: { fieldRef: { fieldPath } } });
    const resource = (name: string, of: string, divisor?: string): object => ({
      name,
      valueFrom: { resourceFieldRef: { resource: of, divisor } },
    });
    const env = [
      ...[
        field('NAME', 'metadata.name'),
        field('NS', 'metadata.namespace'),
        field('LABEL', "metadata.labels['app']"),
        field('NONE', "metadata.annotations['x']"),
      ],
      ...[field('IP', 'status.podIP'), field('SA', 'spec.serviceAccountName'), { name: 'URL', value: 'http://$(IP):80' }],
      ...[resource('CPU', 'limits.cpu'), resource('MEM', 'requests.memory', '1Mi'), resource('MILLI', 'limits.cpu', '1m')],
    ];
    const pod = plan(deployment({ env, resources: { limits: { cpu: '1500m', memory: '128Mi' } } }));
    const expected = {
      NAME: pod.podName,
      NS: 'default',
      LABEL: 'x',
      NONE: '',
      IP: podAddressPlaceholder,
      SA: 'orders',
      CPU: '2',
      MEM: '128',
      MILLI: '1500',
    };
    expect(pod.containers[0]?.environment).toMatchObject(expected);
    expect(withAddresses(pod, { pod: '10.1.2.3', node: '10.1.0.1' }).containers[0]?.environment).toMatchObject({
      IP: '10.1.2.3',
      URL: 'http://10.1.2.3:80',
    });
  });

  const service = (name: string, spec: object = {}): object => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { ports: [{ port: 5432, name: 'sql' }], ...spec },
  });

  it('has the variables of the Services, which the Auth Proxy takes for its own', () => {
    const links = plan(deployment(), service('alloydb-proxy', { clusterIP: '10.9.8.7' }), service('headless', { clusterIP: 'None' }))
      .initContainers[0];
    expect(links?.environment).toMatchObject({
      ALLOYDB_PROXY_PORT: 'tcp://10.9.8.7:5432',
      ALLOYDB_PROXY_SERVICE_HOST: '10.9.8.7',
      ALLOYDB_PROXY_SERVICE_PORT_SQL: '5432',
      ALLOYDB_PROXY_PORT_5432_TCP_ADDR: '10.9.8.7',
      KUBERNETES_SERVICE_PORT_HTTPS: '443',
    });
    expect(links?.environment).not.toHaveProperty('HEADLESS_SERVICE_HOST');
  });

  it('has none of them but that of the API server where the pod does not want them', () => {
    const names = Object.keys(app(deployment({}, { enableServiceLinks: false }), service('alloydb-proxy')).environment);
    expect(names.filter((name) => name.startsWith('ALLOYDB'))).toEqual([]);
    expect(names).toContain('KUBERNETES_SERVICE_HOST');
  });

  it('reads a service link into the port as the Auth Proxy does: a random one', () => {
    const sidecar = { args: [uri] };
    expect(plan(deployment({}, {}, sidecar), service('alloydb-proxy')).initContainers[0]?.invocation?.flags.port).toBe(0);
    expect(plan(deployment({}, {}, sidecar), service('orders')).initContainers[0]?.invocation?.flags.port).toBeUndefined();
  });

  it.each([
    [{ secretKeyRef: { name: 'gone', key: 'a' } }, 'secret-missing', 'secret "gone" not found'],
    [{ secretKeyRef: { name: 's', key: 'z' } }, 'secret-key-missing', "couldn't find key z in Secret default/s"],
    [{ configMapKeyRef: { name: 'gone', key: 'a' } }, 'config-map-missing', 'configmap "gone" not found'],
    [{ configMapKeyRef: { name: 'c', key: 'z' } }, 'config-map-key-missing', "couldn't find key z in ConfigMap default/c"],
    [{ fieldRef: { fieldPath: 'status.phase' } }, 'field-not-supported', 'unsupported fieldPath: status.phase'],
  ])('cannot be made without %j', (valueFrom, code, message) => {
    const container = app(deployment({ env: [{ name: 'X', valueFrom }] }), secret, config);
    expect(container.cannotBeCreated).toEqual({ code, message });
  });

  it('leaves out what is optional and not there', () => {
    const env = [{ name: 'X', valueFrom: { secretKeyRef: { name: 's', key: 'z', optional: true } } }];
    expect(app(deployment({ env }), secret).cannotBeCreated).toBeUndefined();
    expect(variables({ env }, secret)).not.toHaveProperty('X');
  });
});

describe('the rest of a container', () => {
  it('has probes with the defaults of Kubernetes and the numbers of named ports', () => {
    const ports = [{ name: 'health', containerPort: 9090 }];
    const sidecar = {
      ports,
      startupProbe: { httpGet: { path: '/startup', port: 'health' } },
      livenessProbe: { exec: { command: ['x', '$(A)'] }, periodSeconds: 60 },
      env: [{ name: 'A', value: 'b' }],
    };
    const defaults = { initialDelaySeconds: 0, timeoutSeconds: 1, successThreshold: 1, failureThreshold: 3 };
    expect(plan(deployment({}, {}, sidecar)).initContainers[0]?.probes).toEqual([
      {
        kind: 'startup',
        action: { kind: 'httpGet', port: 9090, path: '/startup', scheme: 'HTTP', headers: {} },
        periodSeconds: 10,
        ...defaults,
      },
      { kind: 'liveness', action: { kind: 'exec', command: ['x', 'b'] }, ...defaults, periodSeconds: 60 },
    ]);
  });

  it('cannot be probed at a port that it does not have', () => {
    const container = app(deployment({ readinessProbe: { tcpSocket: { port: 'http' } } }));
    expect(container.cannotBeCreated).toEqual({ code: 'probe-port-missing', message: 'readiness probe: port http not found' });
  });

  it('cannot run as root where it must not', () => {
    const spec = { securityContext: { runAsNonRoot: true, runAsUser: 0 } };
    expect(app(deployment({}, spec)).cannotBeCreated?.code).toBe('runs-as-root');
    expect(app(deployment({ securityContext: { runAsUser: 1000 } }, spec))).toMatchObject({ runAsUser: 1000, runAsNonRoot: true });
  });

  it('sees the files of Secrets and ConfigMaps, and folders that it can write into', () => {
    const volumes = [
      { name: 'v', secret: { secretName: 's', items: [{ key: 'a', path: 'x/a' }] } },
      { name: 'e', emptyDir: {} },
    ];
    const pod = plan(deployment({ volumeMounts: [{ name: 'v', mountPath: '/v', readOnly: true }] }, { volumes }), secret);
    expect(pod.volumes).toEqual([
      { name: 'v', files: { 'x/a': 'a' }, writable: false },
      { name: 'e', writable: true },
    ]);
    expect(pod.containers[0]?.mounts).toEqual([{ volume: 'v', mountPath: '/v', readOnly: true }]);
    expect(plan(deployment({}, { volumes })).cannotBeCreated).toEqual({
      code: 'secret-missing',
      message: 'MountVolume.SetUp failed for volume "v" : secret "s" not found',
    });
  });

  it.each([
    [['sh', '-c', 'trap "curl -sf -XPOST http://127.0.0.1:9091/quitquitquit" EXIT; migrate'], ['http://127.0.0.1:9091/quitquitquit']],
    [['sh', '-c', 'migrate; wget --post-data= localhost:9191/quitquitquit'], ['http://localhost:9191/quitquitquit']],
    [['sh', '-c', 'migrate; /alloydb-auth-proxy shutdown --admin-port 9292; true'], ['http://127.0.0.1:9292/quitquitquit']],
    [['migrate'], []],
  ])('ends the proxy when its program says so: %j', (command, urls) => {
    expect(app(deployment({ command })).quitUrls).toEqual(urls);
  });
});

describe('what the cluster refuses', () => {
  it('is a pod whose Kubernetes service account is nowhere, once the cloud side is known', () => {
    const spec = { clusters: {} };
    const set = readManifestObjects([deployment()]);
    expect(planPods(set).pods[0]?.cannotBeCreated).toBeUndefined();
    expect(planPods(set, { spec }).pods[0]?.cannotBeCreated?.message).toMatch(
      /^pods "my-app-.*" is forbidden: error looking up service account default\/orders: serviceaccount "orders" not found$/,
    );
    const declared = { ...spec, kubernetesServiceAccounts: [{ name: 'orders', namespace: 'default', workloadPool: 'p.svc.id.goog' }] };
    expect(planPods(set, { spec: declared }).pods[0]?.cannotBeCreated).toBeUndefined();
  });

  it('is a regular init container with a probe', () => {
    const sidecar = { restartPolicy: undefined, startupProbe: { httpGet: { port: 9090 } } };
    expect(plan(deployment({}, {}, sidecar)).cannotBeCreated).toMatchObject({
      code: 'pod-refused',
      message: expect.stringMatching(/initContainers\[0\]\.startupProbe: Forbidden/),
    });
  });

  it('is told for all workloads at once', () => {
    const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j' }, spec: { template: { spec: podSpec() } } };
    const wrong = deployment({ env: [{ name: 'ON', value: true }], args: [1] });
    expect(() => planPods(readManifestObjects([job, wrong]))).toThrow(
      /3 problems:[\s\S]*restartPolicy of a Job is Always[\s\S]*a list of texts[\s\S]*The variable "ON" is true or false/,
    );
  });

  it('is everything without an Auth Proxy', () => {
    expect(() => planPods(readManifestObjects([account]))).toThrow(
      'manifests: None of the 1 objects is a workload with an AlloyDB Auth Proxy in it.',
    );
    const other = deployment({}, {}, { image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14' });
    expect(() => planPods(readManifestObjects([other]))).toThrow('The container "alloydb-auth-proxy" runs the Auth Proxy of Cloud SQL');
    const named = { ...other, metadata: { name: 'other' } };
    expect(planPods(readManifestObjects([deployment(), named])).leftAlone).toEqual([
      { workload: { kind: 'Deployment', name: 'other', namespace: 'default' }, reason: 'It has the Auth Proxy of Cloud SQL.' },
    ]);
  });
});
