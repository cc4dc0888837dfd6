import { describe, expect, it } from 'vitest';
import { application, cloud, cluster, container, facts, login, pod, primary, proxy, refusal } from '../verdict/pod.fixture';
import { hideSecrets } from './hide-secrets';
import { makeReport } from './make-report';

const secrets = {
  variable: 'from-a-secret',
  plain: 'pa55 with space',
  url: 'p@ss/in:url',
  file: 'in-a-file-1',
  user: 'of-a-user-7',
  assumed: 'assumed-pw-8',
  token: 'ya29.token-9',
  short: 'pw1',
};

describe('a report', () => {
  it('holds no secret, wherever it stands and however it is written', () => {
    const everywhere = Object.values(secrets)
      .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
      .join(' | ');
    const plan = pod({
      initContainers: [proxy({ commandLine: ['/alloydb-auth-proxy', '--token', secrets.token, primary] })],
      containers: [
        application({
          environment: {
            DB_HOST: '127.0.0.1',
            DB_USER: 'app',
            DB_NAME: 'orders',
            DB_PASSWORD: secrets.plain,
            OTHER: secrets.variable,
            READ_URL: `postgresql://app:${encodeURIComponent(secrets.url)}@127.0.0.1:5433/orders`,
            FILE_DB_HOST: '127.0.0.1',
            FILE_DB_PASSWORD_FILE: '/secrets/password',
            SHORT_PASSWORD: secrets.short,
          },
          secretVariables: ['OTHER'],
          mounts: [{ volume: 'secrets', mountPath: '/secrets', readOnly: true }],
        }),
        container('other'),
      ],
      volumes: [{ name: 'secrets', files: { password: secrets.file }, writable: false }],
    });
    const spec = {
      ...cloud.spec,
      clusters: { [cluster]: { instances: { primary: {} }, users: { app: { auth: 'built-in', password: secrets.user } } } },
    } as const;
    const seen = facts(
      plan,
      {
        client: [
          login({ ok: false, error: everywhere }),
          login({ from: 'READ_URL', port: 5433, ok: false, sqlstate: '28P01', error: everywhere }),
        ],
        refusals: [refusal('grant-missing', { reason: everywhere, user: 'app', database: 'orders' })],
      },
      {
        'alloydb-auth-proxy': {
          exitCodes: [1],
          log: [`2026/01/31 12:00:00 error during shutdown: 1 connection(s) still open after waiting 2s ${everywhere}`],
        },
      },
    );
    const report = makeReport({
      plans: [plan],
      facts: [seen],
      cloud: {
        ...cloud,
        spec,
        passwords: { app: secrets.assumed },
        notes: [everywhere],
        assumptions: [{ text: everywhere, commands: [{ kind: 'sql', text: everywhere }] }],
      },
      events: [{ at: 1, pod: plan.podName, what: 'client', detail: everywhere }],
      seconds: 1,
      against: { proxy: { version: '1.17.1', program: 'x', standIn: false }, postgres: 'x', network: 'loopback', rewrites: [everywhere] },
      leftAlone: [{ workload: plan.workload, reason: everywhere }],
    });
    const text = JSON.stringify(report);
    expect(text).toContain('…');
    for (const secret of Object.values(secrets)) {
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) expect(text).not.toContain(form);
    }
  });

  it('still names the database user, though somebody took the name for a password', () => {
    const plan = pod({
      containers: [application({ environment: { DB_HOST: '127.0.0.1', DB_USER: 'app', DB_NAME: 'app', DB_PASSWORD: 'app' } })],
    });
    const seen = facts(plan, {
      client: [login({ user: 'app', ok: false, sqlstate: '28P01', error: 'password authentication failed for user "app"' })],
    });
    const against = {
      proxy: { version: '1.17.1', program: 'x', standIn: false },
      postgres: 'x',
      network: 'loopback',
      rewrites: [],
    } as const;
    const report = makeReport({ plans: [plan], facts: [seen], cloud, events: [], seconds: 1, against, leftAlone: [] });
    expect(JSON.stringify(report)).toContain('gcloud alloydb users set-password app');
  });
});

describe('hiding', () => {
  it('leaves words alone that a short secret is a part of, and our own words', () => {
    expect(hideSecrets({ text: 'apple a-b a, (a)', code: 'a' }, ['a'])).toEqual({ text: 'apple a-b …, (…)', code: 'a' });
  });
});
