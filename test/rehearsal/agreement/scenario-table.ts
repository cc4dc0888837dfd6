import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineAuthProxy, injectProxy, type Manifest } from '@alloydb-gke/core';
import { parseAllDocuments } from 'yaml';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import { addArgs, clusterOf, makeClassic, removeArg, setVariable, takeRole } from './changes';
import {
  type Auth,
  applicationOf,
  cloudOf,
  clusterName,
  connectionOf,
  type Draft,
  draftOf,
  emailOf,
  project,
  projectNumber,
  proxyOf,
  uri,
  type WorkloadKind,
} from './draft';
import type { Outcome, Scenario } from './scenario';

interface Row {
  readonly title: string;
  readonly expected: Outcome;
  /** @default 'iam' */
  readonly auth?: Auth;
  /** @default 'Deployment' */
  readonly kind?: WorkloadKind;
  readonly change?: (draft: Draft) => void;
}

const rows: Readonly<Record<string, Row>> = {
  // Right ones.
  'native-iam': { title: 'a native sidecar, IAM login', expected: 'passed' },
  'native-password': { title: 'a native sidecar, a password from a Secret', auth: 'built-in', expected: 'passed' },
  'exec-probe': { title: 'the exec probe "wait"', expected: 'passed', change: ({ proxy }) => probeByWait(proxy) },
  'liveness-and-readiness': {
    title: 'all three probes',
    expected: 'passed',
    change: ({ proxy }) => {
      proxy.livenessProbe = { httpGet: { path: '/liveness', port: 9090 }, periodSeconds: 1, timeoutSeconds: 5 };
      proxy.readinessProbe = { httpGet: { path: '/readiness', port: 9090 }, periodSeconds: 1, timeoutSeconds: 5 };
    },
  },
  'stateful-set': { title: 'a StatefulSet', kind: 'StatefulSet', expected: 'passed' },
  'daemon-set': { title: 'a DaemonSet', kind: 'DaemonSet', expected: 'passed' },
  'bare-pod': { title: 'a Pod', kind: 'Pod', auth: 'built-in', expected: 'passed' },
  'cron-job': { title: 'a CronJob', kind: 'CronJob', expected: 'passed' },
  'job-exit-zero': { title: 'a Job whose sidecar ends with 0', kind: 'Job', expected: 'passed' },
  'job-exit-143': {
    title: 'a Job whose sidecar ends with 143',
    kind: 'Job',
    expected: 'passed',
    change: ({ proxy }) => removeArg(proxy, '--exit-zero-sigterm'),
  },
  'job-told-to-quit': {
    title: 'a Job with a classic sidecar that is told to quit',
    kind: 'Job',
    expected: 'passed',
    change: (draft) => {
      makeClassic(draft, '--quitquitquit');
      setVariable(draft.application, 'QUIT_URL', 'http://127.0.0.1:9091/quitquitquit');
      draft.pod.restartPolicy = 'OnFailure';
      retry(draft);
    },
  },
  migration: {
    title: 'a migration behind the native sidecar',
    expected: 'passed',
    change: ({ pod, proxy, id }) => {
      pod.initContainers = [proxy, applicationOf(id, 'iam', 'migrate')];
    },
  },
  'direct-principal': {
    title: 'the Kubernetes service account itself has the roles, with a password',
    auth: 'built-in',
    expected: 'passed',
    change: (draft) => {
      draft.account.metadata.annotations = {};
      draft.cloud = cloudOf(connectionOf(draft.id, 'built-in', 'direct'), draft.id);
    },
  },
  impersonation: { title: 'the Kubernetes service account impersonates an IAM service account', expected: 'passed', change: impersonate },
  'mesh-before-proxy': {
    title: 'the native sidecar of a mesh before the proxy',
    expected: 'passed',
    change: ({ pod, proxy }) => {
      const probe = { httpGet: { path: '/healthz/ready', port: 15021 }, periodSeconds: 1, failureThreshold: 60 };
      pod.initContainers = [
        { name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.29.0', restartPolicy: 'Always', startupProbe: probe },
        proxy,
      ];
    },
  },
  'classic-both-delays': {
    title: 'a classic sidecar that waits for the application',
    expected: 'passed',
    change: (draft) => makeClassic(draft, '--min-sigterm-delay=6s', '--max-sigterm-delay=5s'),
  },
  'unix-socket': { title: 'a Unix socket in an emptyDir', auth: 'built-in', expected: 'passed', change: useUnixSocket },
  'service-with-ports': { title: 'a Service called as the proxy, and every port said', expected: 'passed', change: addService },
  'database-url': {
    title: 'one variable with a URL',
    expected: 'passed',
    change: ({ application, id }) => {
      application.env = [
        { name: 'DATABASE_URL', value: `postgresql://${encodeURIComponent(`${id}@${project}.iam`)}@127.0.0.1:5432/myapp?sslmode=disable` },
      ];
    },
  },
  'two-proxies': {
    title: 'a proxy for each instance, each with its own ports',
    expected: 'passed',
    change: ({ pod, proxy }) => {
      const read = otherProxy(proxy);
      removeArg(read, '--http-port=9090');
      removeArg(read, '--admin-port=9091');
      addArgs(read, '--http-port=9190', '--admin-port=9191');
      if (read.startupProbe?.httpGet) read.startupProbe.httpGet.port = 9190;
      pod.initContainers = [proxy, read];
    },
  },
  'our-sidecar': {
    title: 'what this project attaches, with a migration',
    auth: 'built-in',
    expected: 'passed',
    change: (draft) => attach(draft, { pod: { initContainers: [{ name: 'migrate', image: `gcr.io/${project}/migrate:1.0.0` }] } }),
  },

  // The pod.
  'secret-missing': {
    title: 'a Secret that is not there',
    auth: 'built-in',
    expected: ['created: secret-missing'],
    change: ({ manifests }) => void manifests.splice(1, 1),
  },
  'secret-key-missing': {
    title: 'a key that the Secret does not have',
    auth: 'built-in',
    expected: ['created: secret-missing'],
    change: ({ manifests }) => Object.assign(manifests[1] ?? {}, { stringData: { 'pass-word': 'x' } }),
  },
  'account-missing': {
    title: 'a Kubernetes service account that is not there',
    expected: ['created: kubernetes-service-account-missing'],
    change: ({ manifests, cloud }) => {
      manifests.splice(0, 1);
      cloud.kubernetesServiceAccounts = [];
    },
  },
  'runs-as-root': {
    title: 'a proxy that must not be root, and is',
    expected: ['created: runs-as-root'],
    change: ({ proxy }) => Object.assign(proxy.securityContext ?? {}, { runAsUser: 0 }),
  },
  'stripped-sidecar': {
    title: 'a webhook took restartPolicy away, and the probe was none that it knew',
    expected: ['init-containers: sidecar-restart-policy-stripped'],
    change: ({ proxy }) => {
      delete proxy.restartPolicy;
      delete proxy.startupProbe;
    },
  },
  'stripped-with-probe': {
    title: 'a webhook took restartPolicy away, and left the probe',
    expected: ['created: sidecar-restart-policy-stripped'],
    change: ({ proxy }) => {
      delete proxy.restartPolicy;
    },
  },
  'migration-first': {
    title: 'a migration before the proxy',
    expected: ['login: application-starts-before-proxy'],
    change: ({ pod, proxy, id }) => {
      pod.initContainers = [applicationOf(id, 'iam', 'migrate'), proxy];
    },
  },

  // Probes.
  'no-http-address': {
    title: 'a health server on localhost, and a probe at the pod',
    expected: ['probes: probe-cannot-reach-proxy'],
    change: ({ proxy }) => {
      removeArg(proxy, '--http-address=0.0.0.0');
      Object.assign(proxy.startupProbe ?? {}, { failureThreshold: 3 });
    },
  },
  'no-health-check': {
    title: 'a probe, and no health server',
    expected: ['probes: probe-without-health-server'],
    change: ({ proxy }) => {
      removeArg(proxy, '--health-check');
      Object.assign(proxy.startupProbe ?? {}, { failureThreshold: 3 });
    },
  },
  'liveness-at-wrong-port': {
    title: 'a liveness probe at a port where nothing listens',
    expected: ['probes: probe-without-health-server'],
    change: ({ proxy }) => {
      proxy.livenessProbe = { httpGet: { path: '/liveness', port: 9191 }, periodSeconds: 1 };
    },
  },
  'wait-at-wrong-port': {
    title: 'the exec probe "wait" at a port where nothing listens',
    expected: ['probes: probe-without-health-server'],
    change: ({ proxy }) => {
      probeByWait(proxy);
      proxy.args = proxy.args?.map((arg) => arg.replace('--http-port=9090', '--http-port=9099')) ?? [];
      Object.assign(proxy.startupProbe ?? {}, { failureThreshold: 3 });
    },
  },
  'probe-of-database-port': {
    title: 'a probe that connects to the port of a database',
    expected: ['probes: probe-of-database-port'],
    change: ({ proxy }) => {
      proxy.startupProbe = { tcpSocket: { port: 5432 }, periodSeconds: 1, failureThreshold: 3 };
    },
  },
  'probe-path-unknown': {
    title: 'a probe of a path that the health server does not have',
    expected: ['probes: probe-path-unknown'],
    change: ({ proxy }) => {
      proxy.livenessProbe = { httpGet: { path: '/live', port: 9090 }, periodSeconds: 1 };
    },
  },
  'shell-probe': {
    title: 'a probe that needs a shell',
    expected: ['probes: image-has-no-shell'],
    change: ({ proxy }) => {
      proxy.startupProbe = {
        exec: { command: ['sh', '-c', 'wget -q -O- http://127.0.0.1:9090/startup'] },
        periodSeconds: 1,
        failureThreshold: 3,
      };
    },
  },

  // The proxy and its application.
  'wrong-port': {
    title: 'the application connects to a port where nothing listens',
    expected: ['login: wrong-port-in-application'],
    change: ({ application }) => setVariable(application, 'PGPORT', '6432'),
  },
  'cloud-sql-flag': {
    title: 'a flag of the Cloud SQL proxy',
    expected: ['starts: proxy-cannot-start'],
    change: ({ proxy }) => addArgs(proxy, '--exit-zero-on-sigterm'),
  },
  'same-ports': {
    title: 'two instances on one port',
    expected: ['starts: port-taken'],
    change: ({ proxy }) => {
      removeArg(proxy, `${uri('my-read-pool')}?port=5433`);
      addArgs(proxy, `${uri('my-read-pool')}?port=5432`);
    },
  },
  'admin-port-taken': {
    title: "a second proxy whose health server wants the first one's admin port",
    expected: ['starts: port-taken'],
    change: ({ pod, proxy }) => {
      const read = otherProxy(proxy);
      addArgs(proxy, '--quitquitquit');
      removeArg(read, '--http-port=9090');
      removeArg(read, '--admin-port=9091');
      addArgs(read, '--http-port=9091', '--admin-port=9191');
      if (read.startupProbe?.httpGet) read.startupProbe.httpGet.port = 9091;
      pod.initContainers = [proxy, read];
    },
  },
  'service-takes-port': {
    title: 'a Service called as the proxy, and no port said',
    auth: 'built-in',
    expected: ['login: port-from-service-link'],
    change: (draft) => {
      addService(draft);
      draft.proxy.args = draft.proxy.args?.filter((arg) => !arg.startsWith('projects/')) ?? [];
      addArgs(draft.proxy, uri('my-primary'));
      removeReadPool(draft);
    },
  },
  'dropped-variable': {
    title: 'IAM login by a variable that the proxy cannot read',
    expected: ['login: environment-variable-ignored'],
    change: ({ proxy }) => {
      removeArg(proxy, '--auto-iam-authn');
      proxy.env = [{ name: 'ALLOYDB_PROXY_AUTO_IAM_AUTHN', value: 'yes' }];
    },
  },
  'no-automatic-login': {
    title: 'an IAM user, and no automatic IAM authentication',
    expected: ['login: automatic-iam-authentication-missing'],
    change: ({ proxy }) => removeArg(proxy, '--auto-iam-authn'),
  },
  'tls-in-tunnel': {
    title: 'the application asks for TLS',
    expected: ['login: tls-inside-tunnel'],
    change: ({ application }) => setVariable(application, 'PGSSLMODE', 'require'),
  },
  'one-connection': {
    title: 'a proxy that takes one connection',
    auth: 'built-in',
    expected: ['drain: too-many-connections'],
    change: (draft) => {
      addArgs(draft.proxy, '--max-connections=1');
      removeReadPool(draft);
    },
  },
  'tests-connections': {
    title: 'a proxy that tests its connections, without a role',
    expected: ['starts: role-missing'],
    change: (draft) => {
      addArgs(draft.proxy, '--run-connection-test');
      takeRole(draft, 'roles/alloydb.client');
    },
  },

  // The end.
  'classic-no-delays': {
    title: 'a classic sidecar without delays',
    expected: ['drain: proxy-ends-before-application'],
    change: (draft) => makeClassic(draft),
  },
  'classic-max-delay': {
    title: 'a classic sidecar with the delay of the article',
    expected: ['drain: proxy-ends-before-application'],
    change: (draft) => makeClassic(draft, '--max-sigterm-delay=10s'),
  },
  'classic-exit-zero': {
    title: 'a classic sidecar whose exit code loses its delay',
    expected: ['drain: min-delay-skipped'],
    change: (draft) => makeClassic(draft, '--exit-zero-sigterm', '--min-sigterm-delay=5s'),
  },
  'pre-stop-shutdown': {
    title: 'a preStop hook that ends the proxy',
    expected: ['drain: prestop-ends-proxy-early'],
    change: ({ proxy }) => {
      addArgs(proxy, '--quitquitquit');
      proxy.lifecycle = { preStop: { exec: { command: ['/alloydb-auth-proxy', 'shutdown'] } } };
    },
  },
  'job-never-ends': {
    title: 'a Job with a classic sidecar that nobody ends',
    kind: 'Job',
    expected: ['completes: job-never-completes'],
    change: (draft) => {
      makeClassic(draft);
      draft.pod.restartPolicy = 'OnFailure';
      retry(draft);
    },
  },
  'job-quits-in-vain': {
    title: 'a Job that tells the proxy to quit, which does not listen',
    kind: 'Job',
    expected: ['completes: quit-not-heard'],
    change: (draft) => {
      makeClassic(draft);
      setVariable(draft.application, 'QUIT_URL', 'http://127.0.0.1:9091/quitquitquit');
      draft.pod.restartPolicy = 'OnFailure';
      retry(draft);
    },
  },

  // The identity.
  'client-role-missing': {
    title: 'no roles/alloydb.client',
    expected: ['login: role-missing'],
    change: (draft) => takeRole(draft, 'roles/alloydb.client'),
  },
  'service-usage-missing': {
    title: 'no roles/serviceusage.serviceUsageConsumer',
    auth: 'built-in',
    expected: ['login: role-missing'],
    change: (draft) => takeRole(draft, 'roles/serviceusage.serviceUsageConsumer'),
  },
  'login-role-missing': {
    title: 'no roles/alloydb.databaseUser',
    expected: ['login: role-missing'],
    change: (draft) => takeRole(draft, 'roles/alloydb.databaseUser'),
  },
  'link-missing': {
    title: 'no roles/iam.workloadIdentityUser',
    expected: ['login: link-binding-missing'],
    change: (draft) => takeRole(draft, 'roles/iam.workloadIdentityUser'),
  },
  'annotation-missing': {
    title: 'no annotation',
    auth: 'built-in',
    expected: ['login: annotation-missing'],
    change: ({ account }) => {
      account.metadata.annotations = {};
    },
  },
  'service-account-not-named': {
    title: 'no serviceAccountName',
    expected: ['login: service-account-not-named'],
    change: ({ pod }) => {
      delete pod.serviceAccountName;
    },
  },
  'account-of-nobody': {
    title: 'an annotation with an IAM service account that is not there',
    expected: ['login: iam-service-account-missing'],
    change: ({ account, id }) =>
      Object.assign(account.metadata.annotations, {
        'iam.gke.io/gcp-service-account': emailOf(id).replace('@my-project', '@my-project-x'),
      }),
  },
  'direct-principal-iam': {
    title: 'IAM login as the Kubernetes service account itself',
    expected: ['login: principal-cannot-log-in'],
    change: (draft) => {
      draft.account.metadata.annotations = {};
      const member = `principal://iam.googleapis.com/projects/${projectNumber}/locations/global/workloadIdentityPools/${project}.svc.id.goog/subject/ns/${draft.id}/sa/orders`;
      takeRole(draft, 'roles/iam.workloadIdentityUser');
      for (const binding of draft.cloud.projects?.[project]?.iam ?? []) binding.members = [member];
    },
  },
  'may-not-impersonate': {
    title: 'impersonation without roles/iam.serviceAccountTokenCreator',
    expected: ['login: impersonation-forbidden'],
    change: (draft) => {
      impersonate(draft);
      takeRole(draft, 'roles/iam.serviceAccountTokenCreator');
    },
  },

  // The instance and its database.
  'instance-missing': {
    title: 'an instance that is not there',
    auth: 'built-in',
    expected: ['login: instance-missing'],
    change: ({ proxy, id }) => {
      proxy.args = proxy.args?.map((arg) => arg.replace('/my-read-pool?', `/${id}?`)) ?? [];
    },
  },
  'wrong-ip-type': {
    title: 'a public address that the instances do not have',
    auth: 'built-in',
    expected: ['login: wrong-ip-type'],
    change: ({ proxy }) => addArgs(proxy, '--public-ip'),
  },
  'iam-flag-off': {
    title: 'no alloydb.iam_authentication',
    expected: ['login: iam-authentication-off'],
    change: (draft) => {
      // A cluster of its own: the flag is that of the instance, for everybody.
      const other = clusterName.replace(/[^/]+$/, draft.id);
      draft.proxy.args = draft.proxy.args?.map((arg) => arg.replace(clusterName, other)) ?? [];
      const cluster = clusterOf(draft);
      for (const instance of Object.values(cluster.instances)) instance.databaseFlags = {};
      delete cluster.instances['my-read-pool'];
      draft.proxy.args = draft.proxy.args.filter((arg) => !arg.includes('my-read-pool'));
      removeReadPool(draft);
      draft.cloud.clusters = { [other]: cluster };
    },
  },
  'user-missing': {
    title: 'no database user',
    expected: ['login: database-user-missing'],
    change: (draft) => {
      const cluster = clusterOf(draft);
      cluster.users = {};
      cluster.databases = { myapp: {} };
    },
  },
  'password-user-with-iam': {
    title: 'the password user, and IAM authentication',
    auth: 'built-in',
    expected: ['login: wrong-database-user'],
    change: (draft) => {
      addArgs(draft.proxy, '--auto-iam-authn');
      for (const instance of Object.values(clusterOf(draft).instances)) instance.databaseFlags = { 'alloydb.iam_authentication': 'on' };
    },
  },
  'password-wrong': {
    title: 'a wrong password',
    auth: 'built-in',
    expected: ['login: password-wrong'],
    change: ({ application }) => setVariable(application, 'PGPASSWORD', 'not-the-secret'),
  },
  'password-missing': {
    title: 'no password',
    auth: 'built-in',
    expected: ['login: password-missing'],
    change: ({ application }) => {
      application.env = application.env?.filter(({ name }) => name !== 'PGPASSWORD') ?? [];
    },
  },
  'database-missing': {
    title: 'a database that is not there',
    expected: ['login: database-missing'],
    change: ({ application, id }) => ['', 'READ_'].forEach((prefix) => setVariable(application, `${prefix}PGDATABASE`, id)),
  },
  'grants-missing': {
    title: 'a database user without a privilege',
    expected: ['write: grant-missing'],
    change: (draft) => {
      clusterOf(draft).databases = { myapp: {} };
      removeReadPool(draft);
    },
  },
  'swapped-instances': {
    title: 'the ports of the primary and the read pool, swapped',
    expected: ['read-only: read-pool-written'],
    change: ({ application }) => {
      setVariable(application, 'PGPORT', '5433');
      setVariable(application, 'READ_PGPORT', '5432');
    },
  },
};

const passwordInArticle = 'secret-of-the-article';

/** Every scenario, the article's own manifests first. */
export const scenarioTable: readonly Scenario[] = [
  articleScenario(),
  ...Object.entries(rows).map(([id, { title, expected, auth = 'iam', kind = 'Deployment', change }]): Scenario => {
    const draft = draftOf(id, auth, kind);
    change?.(draft);
    return { id, title, expected, manifests: JSON.parse(JSON.stringify(draft.manifests)) as Manifest[], cloud: numbered(draft.cloud) };
  }),
];

/** The manifests of the article as they are, with what its commands make beside them. */
function articleScenario(): Scenario {
  const id = 'the-article';
  const documents = parseAllDocuments(readFileSync(join(repositoryFolder, 'examples', 'article', 'the-article.yaml'), 'utf8'));
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'alloydb-credentials' },
    stringData: { password: passwordInArticle },
  };
  const objects = [secret, ...documents.map((document) => document.toJS() as Manifest)];
  const manifests = objects.map((manifest) => ({ ...manifest, metadata: { ...manifest.metadata, namespace: id } }) as Manifest);
  const spec = JSON.stringify(cloudOf(connectionOf(id, 'built-in'), id))
    .replaceAll(`${id}@`, 'alloydb-proxy-sa@')
    .replaceAll(`"serviceAccounts":{"${id}"`, '"serviceAccounts":{"alloydb-proxy-sa"')
    .replaceAll('/orders]', '/alloydb-ksa]')
    .replaceAll('"name":"orders"', '"name":"alloydb-ksa"')
    .replaceAll(`"users":{"${id}"`, '"users":{"appuser"')
    .replaceAll(`"to":"${id}"`, '"to":"appuser"')
    .replaceAll(`secret-of-${id}`, passwordInArticle);
  return {
    id,
    title: 'the article, as it is',
    expected: ['probes: probe-cannot-reach-proxy'],
    manifests,
    cloud: numbered(JSON.parse(spec) as Draft['cloud']),
  };
}

function numbered(cloud: Draft['cloud']): Draft['cloud'] {
  const own = cloud.projects?.[project];
  if (own) own.number = projectNumber;
  return cloud;
}

function probeByWait(proxy: Draft['proxy']): void {
  proxy.startupProbe = {
    exec: { command: ['/alloydb-auth-proxy', 'wait', '--max=1s'] },
    periodSeconds: 1,
    timeoutSeconds: 5,
    failureThreshold: 60,
  };
  removeArg(proxy, '--http-address=0.0.0.0');
}

/** The second of two proxies: it serves the read pool, the first one the primary. */
function otherProxy(proxy: Draft['proxy']): Draft['proxy'] {
  const read = proxyOf('iam');
  read.name = 'alloydb-auth-proxy-read';
  removeArg(read, `${uri('my-primary')}?port=5432`);
  removeArg(proxy, `${uri('my-read-pool')}?port=5433`);
  return read;
}

/** A Job with OnFailure may start its container again: the program of the article's kind does not wait for the proxy. */
function retry({ manifests }: Draft): void {
  Object.assign((manifests.at(-1)?.['spec'] as object | undefined) ?? {}, { backoffLimit: 6 });
}

function removeReadPool({ application }: Draft): void {
  application.env = application.env?.filter(({ name }) => !name.startsWith('READ_')) ?? [];
}

function addService({ manifests, id }: Draft): void {
  manifests.unshift({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'alloydb-proxy', namespace: id },
    spec: { ports: [{ port: 80 }] },
  });
  // The Kubernetes service account stays the first.
  manifests.unshift(...manifests.splice(1, 1));
}

function impersonate(draft: Draft): void {
  draft.account.metadata.annotations = {};
  draft.cloud = cloudOf(connectionOf(draft.id, 'iam', 'impersonated'), draft.id);
  addArgs(draft.proxy, `--impersonate-service-account=${emailOf(draft.id)}`);
}

function useUnixSocket(draft: Draft): void {
  const { pod, proxy, application } = draft;
  const mount = { name: 'sockets', mountPath: '/run/alloydb' };
  pod.volumes = [{ name: 'sockets', emptyDir: {} }];
  proxy.volumeMounts = [mount];
  application.volumeMounts = [mount];
  removeArg(proxy, '--address=127.0.0.1');
  proxy.args = proxy.args?.map((arg) => arg.replace(/\?port=\d+$/, '?unix-socket=/run/alloydb')) ?? [];
  const folder = (instance: string): string => `/run/alloydb/${project}.us-central1.my-alloydb-cluster.${instance}`;
  setVariable(application, 'PGHOST', folder('my-primary'));
  setVariable(application, 'READ_PGHOST', folder('my-read-pool'));
  setVariable(application, 'READ_PGPORT', '5432');
}

/** Puts this project's own proxy in the place of the one written by hand. */
function attach(draft: Draft, { pod }: { readonly pod: { readonly initContainers: Draft['pod']['initContainers'] } }): void {
  const { manifests, id, application } = draft;
  const bare = manifests.pop();
  if (!bare) throw new Error('A draft has a workload.');
  delete application.env;
  draft.pod.initContainers = [...(pod.initContainers ?? [])];
  delete draft.pod.serviceAccountName;
  delete draft.pod.terminationGracePeriodSeconds;
  const proxy = defineAuthProxy({ connection: connectionOf(id, 'built-in'), applicationDrainSeconds: 5 });
  manifests.push(injectProxy(bare, proxy));
}
