import { describe, expect, it } from 'vitest';
import type { ContainerPlan } from '../pod-plan/pod-plan';
import { judgePod } from './judge-pod';
import { type Case, judge } from './judged-case.fixture';
import {
  application,
  cloud,
  container,
  email,
  facts,
  login,
  member,
  pod,
  primary,
  proxy,
  readLogin,
  readOnly,
  readPool,
  refusal,
  spec,
  user,
  variables,
  write,
} from './pod.fixture';

const closed = { ok: false, error: 'Connection terminated unexpectedly' };
const refused = { ok: false, error: 'connect ECONNREFUSED 127.0.0.1:5432' };
const prefix = '2026/01/31 12:00:00 [my-project.us-central1.shop.primary] failed to connect to instance: ';
const address = `failed to get instance IP address: refresh error: failed to get instance metadata (instance URI = "my-project.us-central1.shop.primary"): `;

const bothClosed = [login(closed), login({ ...closed, from: 'DB_READ_HOST', port: 5433 })];
const permission = {
  member,
  permission: 'alloydb.instances.get',
  resource: 'the project my-project',
  role: 'roles/alloydb.client',
};
const principal =
  'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/my-project.svc.id.goog/subject/ns/shop/sa/orders';

const pool = 'serviceAccount:my-project.svc.id.goog';

const classic = (args: readonly string[] = [], changes: Partial<ContainerPlan> = {}): ContainerPlan =>
  proxy({ place: 'container', probes: [], ...changes }, ['--auto-iam-authn', `${primary}?port=5432`, `${readPool}?port=5433`, ...args]);

const migration = container('migrate', {
  role: 'task',
  place: 'regular init container',
  environment: { DB_HOST: '127.0.0.1', DB_USER: user, DB_NAME: 'orders' },
});
const linked = { ...proxy().environment, ALLOYDB_PROXY_PORT: 'tcp://10.0.0.1:5432' };
const withoutPort = ['--health-check', '--http-address=0.0.0.0', '--auto-iam-authn', primary];

const cases: readonly Case[] = [
  {
    title: 'a role that is missing',
    seen: {
      client: bothClosed,
      refusals: [refusal('permission-missing', permission), refusal('permission-missing', permission, readPool)],
    },
    containers: {
      'alloydb-auth-proxy': {
        log: [
          `${prefix}${address}googleapi: Error 403: Permission denied`,
          'error details: name = ErrorInfo reason = IAM_PERMISSION_DENIED',
        ],
      },
    },
    failures: [['login', 'role-missing']],
    repair: `gcloud projects add-iam-policy-binding my-project \\\n  --member=${member} \\\n  --role=roles/alloydb.client`,
    proxyLine: /Error 403: Permission denied error details: name = ErrorInfo/,
  },
  {
    title: 'a role that is missing on a real node, whose emulator kept no refusals',
    seen: { client: bothClosed },
    containers: { 'alloydb-auth-proxy': { log: [`${prefix}${address}googleapi: Error 403: Permission denied`] } },
    failures: [['login', 'role-missing']],
  },
  {
    title: 'the binding of the link that is missing',
    seen: {
      client: bothClosed,
      refusals: [refusal('workload-identity-binding-missing', { account: 'shop/orders', email, member: 'serviceAccount:x' }, 'metadata')],
    },
    failures: [['login', 'link-binding-missing']],
    repair: "--member='serviceAccount:my-project.svc.id.goog[shop/orders]'",
  },
  {
    title: 'an annotation that is missing, for which the IAM service account is waiting',
    seen: {
      client: bothClosed,
      refusals: [
        refusal('permission-missing', { ...permission, member: principal }),
        refusal('annotation-missing', { account: 'shop/orders', member: principal }),
      ],
    },
    failures: [['login', 'annotation-missing']],
    repair: `iam.gke.io/gcp-service-account=${email}`,
  },
  {
    title: 'an API that is not enabled',
    seen: { client: bothClosed, refusals: [refusal('api-disabled', { api: 'alloydb.googleapis.com', project: 'my-project' })] },
    failures: [['login', 'api-not-enabled']],
    repair: 'gcloud services enable alloydb.googleapis.com --project=my-project',
  },
  {
    title: 'an instance that is not there',
    seen: { client: [login(closed), readLogin, readOnly], refusals: [refusal('instance-missing', { instance: primary })] },
    containers: { 'alloydb-auth-proxy': { log: [`${prefix}${address}googleapi: Error 404: not found`] } },
    failures: [['login', 'instance-missing']],
    repair: 'gcloud alloydb instances create primary',
  },
  {
    title: 'IAM authentication that is off',
    seen: {
      client: [
        login({ ok: false, sqlstate: '28000', error: `AlloyDB IAM user authentication failed for user "${user}"` }),
        readLogin,
        readOnly,
      ],
      refusals: [refusal('iam-authentication-off', { member })],
    },
    failures: [['login', 'iam-authentication-off']],
    repair: 'switch_iam_authentication_on primary shop us-central1 my-project',
  },
  {
    title: 'a database user that is not there',
    seen: {
      client: [
        login({ ok: false, sqlstate: '28000', error: `AlloyDB IAM user authentication failed for user "${user}"` }),
        readLogin,
        readOnly,
      ],
      refusals: [refusal('database-user-missing', { user, auth: 'iam' })],
    },
    failures: [['login', 'database-user-missing']],
    repair: `gcloud alloydb users create ${user}`,
  },
  {
    title: 'the role to log in that is missing',
    seen: {
      client: [login({ ok: false, sqlstate: '28000', error: `AlloyDB IAM user authentication failed for user "${user}"` })],
      refusals: [
        refusal('permission-missing', {
          member,
          permission: 'alloydb.users.login',
          resource: 'the project my-project',
          role: 'roles/alloydb.databaseUser',
        }),
      ],
    },
    failures: [['login', 'role-missing']],
    repair: 'roles/alloydb.databaseUser',
  },
  {
    title: "the article's user with the article's IAM section",
    seen: {
      client: [
        login({ ok: false, user: 'appuser', sqlstate: '28000', error: 'AlloyDB IAM user authentication failed for user "appuser"' }),
      ],
      refusals: [refusal('not-the-own-user', { member, user: 'appuser', own: user })],
    },
    failures: [['login', 'wrong-database-user']],
    repair: `value: "${user}"`,
  },
  {
    title: 'a database that is not there',
    seen: {
      client: [login({ ok: false, sqlstate: '3D000', error: 'database "orders" does not exist' })],
      refusals: [refusal('database-missing', { database: 'orders', user })],
    },
    failures: [['login', 'database-missing']],
    repair: 'CREATE DATABASE "orders";',
  },
  {
    title: 'a wrong password',
    seen: {
      client: [login({ ok: false, user: 'app', sqlstate: '28P01', error: 'password authentication failed for user "app"' })],
      refusals: [refusal('password-wrong', { user: 'app' })],
    },
    failures: [['login', 'password-wrong']],
    repair: 'gcloud alloydb users set-password app',
  },
  {
    title: 'a wrong password, of which nobody keeps a log',
    seen: { client: [login({ ok: false, user: 'app', sqlstate: '28P01', error: 'password authentication failed for user "app"' })] },
    failures: [['login', 'password-wrong']],
  },
  {
    title: 'no password',
    seen: { client: [login({ ok: false, error: 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string' })] },
    failures: [['login', 'password-missing']],
  },
  {
    title: 'an application that demands TLS',
    seen: { client: [login({ ok: false, error: 'The server does not support SSL connections' })] },
    failures: [['login', 'tls-inside-tunnel']],
    repair: 'PGSSLMODE',
  },
  {
    title: 'a variable that the proxy cannot read',
    plan: {
      initContainers: [
        proxy({ environment: { ALLOYDB_PROXY_AUTO_IAM_AUTHN: 'yes' } }, [
          '--http-address=0.0.0.0',
          '--health-check',
          `${primary}?port=5432`,
          `${readPool}?port=5433`,
        ]),
      ],
    },
    seen: {
      client: [login({ ok: false, sqlstate: '28000', error: 'AlloyDB IAM user authentication failed' })],
      refusals: [refusal('password-not-a-token', { user })],
    },
    failures: [['login', 'environment-variable-ignored']],
    repair: '--auto-iam-authn',
  },
  {
    title: 'a Service whose variable is the port of the proxy',
    plan: {
      initContainers: [proxy({ environment: linked }, withoutPort)],
      containers: [application({ environment: { DB_HOST: '127.0.0.1', DB_USER: user } })],
    },
    seen: { client: [login(refused)] },
    containers: {
      'alloydb-auth-proxy': { log: ['2026/01/31 12:00:00 [my-project.us-central1.shop.primary] Listening on 127.0.0.1:41845'] },
    },
    failures: [['login', 'port-from-service-link']],
    repair: '--port=5432',
  },
  {
    title: 'a port in the application that no proxy listens on',
    plan: { containers: [application({ environment: { ...variables, DB_PORT: '5342' } })] },
    seen: { client: [login({ ...refused, port: 5342 }), readLogin, readOnly] },
    failures: [['login', 'wrong-port-in-application']],
    repair: 'address and the port of the proxy',
  },
  {
    title: 'a migration that starts before a classic proxy',
    plan: { initContainers: [migration], containers: [application(), classic()] },
    seen: { client: [login({ ...refused, container: 'migrate' })], ready: false },
    containers: {
      migrate: { exitCodes: [1, 1, 1], restarts: 2 },
      app: { started: false, exitCodes: [] },
      'alloydb-auth-proxy': { started: false, exitCodes: [] },
    },
    failures: [['login', 'application-starts-before-proxy']],
    repair: 'restartPolicy: Always',
  },
  {
    title: 'a migration in front of the native sidecar',
    plan: { initContainers: [migration, proxy()] },
    seen: { client: [login({ ...refused, container: 'migrate' })], ready: false },
    containers: { migrate: { exitCodes: [1, 1] }, app: { started: false }, 'alloydb-auth-proxy': { started: false, exitCodes: [] } },
    failures: [['login', 'application-starts-before-proxy']],
  },
  {
    title: 'more connections than the proxy takes',
    seen: { client: [login(closed)] },
    containers: { 'alloydb-auth-proxy': { log: ['2026/01/31 12:00:00 max connections (2) exceeded, refusing new connection'] } },
    failures: [['login', 'too-many-connections']],
  },
  {
    title: 'the wrong type of address',
    seen: { client: [login(closed)] },
    containers: {
      'alloydb-auth-proxy': {
        log: [
          JSON.stringify({
            severity: 'ERROR',
            message: `${prefix.slice(20)}config error: instance does not have IP of type "PUBLIC" (instance URI = "…")`,
          }),
        ],
      },
    },
    failures: [['login', 'wrong-ip-type']],
    repair: "ipType: 'PRIVATE'",
  },
  {
    title: 'a database user who may do nothing',
    seen: { client: [login(), write({ outcome: 'may-nothing' }), readLogin, write({ from: 'DB_READ_HOST', outcome: 'may-nothing' })] },
    failures: [['write', 'grant-missing']],
    repair: `GRANT USAGE, CREATE ON SCHEMA "public" TO "${user}";`,
  },
  {
    title: 'ports of primary and read pool that are swapped',
    plan: { containers: [application({ environment: { ...variables, DB_PORT: '5433', DB_READ_PORT: '5432' } })] },
    seen: {
      client: [
        login({ port: 5433 }),
        write({ outcome: 'read-only', sqlstate: '25006', error: 'cannot execute CREATE TABLE in a read-only transaction' }),
        login({ from: 'DB_READ_HOST' }),
        write({ from: 'DB_READ_HOST' }),
      ],
    },
    failures: [['read-only', 'read-pool-written']],
  },
  {
    title: 'an application without variables of a database',
    plan: { containers: [container('app')] },
    seen: { client: [{ event: 'no-database', container: 'app' }] },
    failures: [['login', 'application-without-database']],
  },
];

describe('an application that does not get into its database', () => {
  it.each(cases)('$title', (one) => {
    const { failures, repair, proxyLine } = one;
    const expectations = judge(one);
    const failed = expectations.filter(({ result }) => result === 'failed');
    expect(failed.map(({ code, failure }) => [code, failure?.cause])).toEqual(failures);
    const [first] = failed;
    if (repair !== undefined) expect(first?.failure?.repairs.map(({ text }) => text).join('\n')).toContain(repair);
    if (proxyLine) expect(first?.failure?.proxyLine).toMatch(proxyLine);
    for (const { failure } of failed) expect(JSON.stringify(failure)).not.toMatch(/undefined/);
    if (failures.length === 0) expect(expectations.every(({ result }) => result === 'passed')).toBe(true);
  });

  it('names every role that is missing, where the cloud says several', () => {
    const consumer = { ...permission, permission: 'serviceusage.services.use', role: 'roles/serviceusage.serviceUsageConsumer' };
    const planned = pod();
    const refusals = [refusal('permission-missing', permission), refusal('permission-missing', consumer)];
    const [failed] = judgePod(planned, cloud, facts(planned, { client: bothClosed, refusals })).filter(({ result }) => result === 'failed');
    const text = failed?.failure?.repairs.map((one) => one.text).join('\n') ?? '';
    expect(text).toContain('roles/alloydb.client');
    expect(text).toContain('roles/serviceusage.serviceUsageConsumer');
  });

  const typed = (uri: string) => {
    const planned = pod({ initContainers: [proxy({}, ['--auto-iam-authn', `${uri}?port=5432`, `${readPool}?port=5433`])] });
    const [, project = ''] = uri.split('/');
    const refusals = [
      refusal('permission-missing', { ...permission, resource: `the project ${project}` }, uri),
      refusal('instance-missing', { instance: uri }, uri),
    ];
    const all = judgePod(planned, cloud, facts(planned, { client: [login(closed), readLogin, readOnly], refusals }));
    return all.find(({ result }) => result === 'failed')?.failure;
  };

  it('names the instance that is meant where a URI has a typing error', () => {
    for (const uri of [primary.replace('my-project', 'my-projct'), primary.replace('/primary', '/primry')]) {
      const failure = typed(uri);
      expect(failure?.cause).toBe('instance-misspelt');
      expect(failure?.explanation).toBe(`There is no instance ${uri}. There is ${primary}, which is nearly the same.`);
      expect(failure?.repairs.map(({ kind }) => kind)).not.toContain('gcloud');
    }
  });

  it('says that a project has no such cluster before anybody is granted a role there', () => {
    expect(typed(primary.replace('my-project', 'other'))?.cause).toBe('cluster-missing');
  });

  it('says that a variable in a URI was not expanded', () => {
    const failure = typed(primary.replace('my-project', '$(PROJECT)'));
    expect(failure?.cause).toBe('variable-not-expanded');
    expect(failure?.explanation).toContain('has $(PROJECT) in it');
  });

  it('says that the workload names no namespace where its account is linked in another one', () => {
    const workload = { kind: 'Deployment', name: 'orders', namespace: 'default' };
    const unlinked = refusal('workload-identity-binding-missing', { account: 'default/orders', email, member: `${pool}[default/orders]` });
    const causeIn = (changes: Parameters<typeof pod>[0]): unknown => {
      const planned = pod({ workload, ...changes });
      const all = judgePod(planned, cloud, facts(planned, { client: bothClosed, refusals: [unlinked] }));
      return all.find(({ result }) => result === 'failed')?.failure?.cause;
    };
    expect(causeIn({ namesNoNamespace: true })).toBe('namespace-not-named');
    expect(causeIn({})).toBe('link-binding-missing');
  });

  it('says that the pod names no service account where another one of its namespace has the roles', () => {
    const planned = pod({ serviceAccount: 'default' });
    const member = principal.replace('/sa/orders', '/sa/default');
    const refusals = [
      refusal('permission-missing', { ...permission, member }),
      refusal('annotation-missing', { account: 'shop/default', member }),
    ];
    const [failed] = judgePod(planned, cloud, facts(planned, { client: bothClosed, refusals })).filter(({ result }) => result === 'failed');
    expect(failed?.failure?.cause).toBe('service-account-not-named');
    expect(failed?.failure?.explanation).toContain('The roles are there for shop/orders.');
    expect(failed?.failure?.repairs[0]?.text).toContain('serviceAccountName: orders');
  });

  it('names the role and not the annotation where the pod has roles of its own', () => {
    const planned = pod();
    const direct = {
      ...spec,
      projects: { 'my-project': { iam: [{ role: 'roles/serviceusage.serviceUsageConsumer', members: [principal] }] } },
    };
    const refusals = [
      refusal('permission-missing', { ...permission, member: principal }),
      refusal('annotation-missing', { account: 'shop/orders', member: principal }),
    ];
    const expectations = judgePod(planned, { ...cloud, spec: direct }, facts(planned, { client: bothClosed, refusals }));
    expect(expectations.find(({ result }) => result === 'failed')?.failure?.cause).toBe('role-missing');
  });
});
