import { Connection } from '@alloydb-gke/core';
import { App, Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { AlloyDBApplication, type AlloyDBApplicationProps } from './alloydb-application';

const connection = Connection.of({
  auth: 'iam',
  databaseName: 'shop',
  instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary' },
  identity: { kubernetesServiceAccount: 'orders', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com', namespace: 'shop' },
});

const image = 'europe-docker.pkg.dev/my-project/shop/orders:1.4.2';

interface Deployment {
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly serviceAccountName: string;
        readonly containers: readonly object[];
        readonly initContainers: readonly object[];
      };
    };
  };
}

function application(props: Partial<AlloyDBApplicationProps> = {}): { readonly kinds: readonly string[]; readonly deployment: Deployment } {
  const chart = new Chart(new App(), 'shop');
  new AlloyDBApplication(chart, 'orders', { connection, image, ...props });
  const objects = Testing.synth(chart) as readonly { readonly kind: string }[];
  return { kinds: objects.map(({ kind }) => kind), deployment: objects.find(({ kind }) => kind === 'Deployment') as unknown as Deployment };
}

describe('a whole application', () => {
  it('is a ServiceAccount and a Deployment with the proxy, in the namespace of the identity', () => {
    const { kinds, deployment } = application({ name: 'orders' });
    expect(kinds).toEqual(['ServiceAccount', 'Deployment']);
    expect(deployment.metadata).toEqual({ name: 'orders', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'orders' } });
    expect(deployment.spec.template.spec).toMatchObject({
      serviceAccountName: 'orders',
      initContainers: [{ name: 'alloydb-auth-proxy', restartPolicy: 'Always' }],
      containers: [{ name: 'app', image, env: expect.arrayContaining([{ name: 'PGPORT', value: '5432' }]) }],
    });
  });

  it('passes on everything that it is given', () => {
    const { deployment } = application({
      replicas: 3,
      port: 8080,
      variables: { LOG_LEVEL: 'debug' },
      resources: { requests: { cpu: '250m' } },
      container: { command: ['node', 'server.js'] },
      proxy: { environment: { prefix: 'DB_' }, maxConnections: 20 },
      defaults: { labels: { team: 'payments' }, image: { registry: 'europe-docker.pkg.dev/acme/mirror' } },
    });
    expect(deployment.spec.replicas).toBe(3);
    expect(deployment.metadata.labels).toMatchObject({ team: 'payments' });
    expect(deployment.spec.template.metadata.labels).toMatchObject({ team: 'payments' });
    expect(deployment.spec.template.spec).toMatchObject({
      containers: [
        {
          command: ['node', 'server.js'],
          ports: [{ containerPort: 8080, protocol: 'TCP' }],
          resources: { requests: { cpu: '250m' } },
          env: expect.arrayContaining([
            { name: 'LOG_LEVEL', value: 'debug' },
            { name: 'DB_PORT', value: '5432' },
          ]),
        },
      ],
      initContainers: [
        { image: 'europe-docker.pkg.dev/acme/mirror/alloydb-auth-proxy:1.17.1', args: expect.arrayContaining(['--max-connections=20']) },
      ],
    });
  });

  it('has what Pod Security restricted asks of the application, unless something else is said', () => {
    const restricted = {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    };
    expect(application().deployment.spec.template.spec.containers).toMatchObject([{ securityContext: restricted }]);
    const { deployment } = application({ securityContext: { runAsUser: 1000 } });
    expect(deployment.spec.template.spec.containers).toMatchObject([{ securityContext: { runAsUser: 1000 } }]);
  });

  it('adds the variables and ports of its container to those that it has, and replaces those of the same name or number', () => {
    const apiKey = { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'orders-api', key: 'key' } } };
    const level = { name: 'LOG_LEVEL', value: 'warn' };
    const { deployment } = application({
      port: 8080,
      variables: { LOG_LEVEL: 'debug', REGION: 'eu' },
      container: {
        env: [apiKey, level],
        ports: [
          { containerPort: 9090, name: 'metrics' },
          { containerPort: 8080, name: 'web' },
        ],
      },
      proxy: { environment: false },
    });
    expect(deployment.spec.template.spec.containers).toMatchObject([
      {
        env: [level, { name: 'REGION', value: 'eu' }, apiKey],
        ports: [
          { containerPort: 8080, name: 'web' },
          { containerPort: 9090, name: 'metrics' },
        ],
      },
    ]);
  });

  it('takes anything else of the pod: init containers, which reach the database too, volumes, image pull secrets', () => {
    const podSpec = {
      initContainers: [{ name: 'migrate', image: 'migrate:1.0.0' }],
      imagePullSecrets: [{ name: 'mirror' }],
      volumes: [{ name: 'cache', emptyDir: {} }],
    };
    const { deployment } = application({ podSpec });
    expect(deployment.spec.template.spec).toMatchObject({
      initContainers: [
        { name: 'alloydb-auth-proxy' },
        { name: 'migrate', env: expect.arrayContaining([{ name: 'PGHOST', value: '127.0.0.1' }]) },
      ],
      containers: [{ name: 'app' }],
      imagePullSecrets: podSpec.imagePullSecrets,
      volumes: podSpec.volumes,
    });
  });

  it('is refused beside another of the same connection in one chart, unless that has the Kubernetes service account', () => {
    const both = (adoptServiceAccount: boolean): (() => unknown) => {
      const chart = new Chart(new App(), 'shop');
      new AlloyDBApplication(chart, 'orders', { connection, image });
      new AlloyDBApplication(chart, 'worker', { connection, image, adoptServiceAccount });
      return () => Testing.synth(chart);
    };
    expect(both(false)).toThrow('is made twice in one chart: by "shop/orders/Identity" and by "shop/worker/Identity".');
    expect(both(true)).not.toThrow();
  });

  it('leaves a Kubernetes service account that exists as it is', () => {
    expect(application({ adoptServiceAccount: true }).kinds).toEqual(['Deployment']);
  });

  it('selects its own pods and no others, although another chart of the namespace has an application of the same id', () => {
    const app = new App();
    const selectors = ['eu', 'us'].map((id) => {
      const chart = new Chart(app, id);
      new AlloyDBApplication(chart, 'my orders', { connection, image, adoptServiceAccount: true });
      const [deployment] = Testing.synth(chart) as readonly Deployment[];
      expect(deployment?.spec.template.metadata.labels).toMatchObject(deployment?.spec.selector.matchLabels ?? {});
      return deployment?.spec.selector.matchLabels['app.kubernetes.io/name'];
    });
    expect(new Set(selectors).size).toBe(2);
    for (const selector of selectors) expect(selector).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
  });

  it('refuses what does not say which version runs, and what has a property of its own, all at once', () => {
    expect(() => application({ image: 'app:latest', container: { image: 'app:1', command: ['serve'] } })).toThrow(
      [
        '2 problems:',
        '  - shop/orders.image: "app:latest" does not say which version of the application runs. Write an image with a tag that stays, or a digest, or set allowMovingTag to true if a moving tag is what you want.',
        '  - shop/orders.container.image: "container" sets the field "image", which follows from "image". Use "image" for it.',
      ].join('\n'),
    );
    for (const unpinned of ['app', 'localhost:5000/app']) expect(() => application({ image: unpinned })).toThrow('which version');
    for (const pinned of ['localhost:5000/app:1', `app@sha256:${'0'.repeat(64)}`])
      expect(() => application({ image: pinned })).not.toThrow();
    expect(() => application({ image: 'app:latest', allowMovingTag: true })).not.toThrow();
  });

  it('refuses a name that no label can have', () => {
    expect(() => application({ name: 'My Orders' })).toThrow(
      'shop/orders.name: "My Orders" cannot be the name of the application: it is the name of the Deployment and the value of a label. Use 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
    );
  });
});
