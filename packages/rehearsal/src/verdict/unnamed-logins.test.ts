import { describe, expect, it } from 'vitest';
import { judgePod } from './judge-pod';
import { application, cloud, drained, facts, login, member, pod, readPool, refusal, user, variables, write } from './pod.fixture';
import type { PodFacts } from './pod-facts';

const closed = { ok: false, error: 'Connection terminated unexpectedly' };

describe('a database that no variable names', () => {
  it('and was assumed is judged by what was seen of it', () => {
    const [first, second] = ['assumed:127.0.0.1:5432', 'assumed:127.0.0.1:5433'] as const;
    const assumedTargets = [
      { from: first, host: '127.0.0.1', port: 5432, user, database: 'orders' },
      { from: second, host: '127.0.0.1', port: 5433, user, database: 'orders' },
    ];
    const planned = pod({ containers: [application({ environment: {}, assumedTargets })] });
    const off = { ok: false, sqlstate: '28000', error: `AlloyDB IAM user authentication failed for user "${user}"` };
    const client = [
      login({ ...off, from: first }),
      login({ from: second, port: 5433 }),
      write({ from: second, outcome: 'read-only', sqlstate: '25006' }),
    ];
    const expectations = judgePod(planned, cloud, facts(planned, { client, refusals: [refusal('iam-authentication-off', { member })] }));
    const logins = expectations.flatMap(({ code, subject, result, failure }) =>
      ['login', 'write', 'read-only'].includes(code) ? [[subject, code, failure?.cause ?? result]] : [],
    );
    expect(logins).toEqual([
      ['primary', 'login', 'iam-authentication-off'],
      ['primary', 'write', 'not-reached'],
      ['read-pool', 'login', 'passed'],
      ['read-pool', 'read-only', 'passed'],
    ]);
  });

  describe('and is served by the proxy is judged', () => {
    const { DB_READ_HOST: _, DB_READ_PORT: __, ...withoutRead } = variables;
    const from = 'served:127.0.0.1:5433';
    const unnamedTargets = [{ from, host: '127.0.0.1', port: 5433, user, database: 'orders' }];
    const planned = pod({ containers: [application({ environment: withoutRead, unnamedTargets })] });
    const judged = (client: PodFacts['client'], refusals: PodFacts['refusals'] = []): unknown =>
      judgePod(planned, cloud, facts(planned, { client: [...client, drained()], refusals })).flatMap(
        ({ code, subject, result, failure }) =>
          ['login', 'write', 'read-only', 'drain'].includes(code) ? [[subject, code, failure?.cause ?? result]] : [],
      );
    const own = [login(), write()];

    it('by what was seen of it', () => {
      const client = [...own, login({ from, port: 5433 }), write({ from, outcome: 'read-only', sqlstate: '25006' })];
      expect(judged(client)).toEqual([
        ['primary', 'login', 'passed'],
        ['primary', 'write', 'passed'],
        ['read-pool', 'login', 'passed'],
        ['read-pool', 'read-only', 'passed'],
        ['app', 'drain', 'passed'],
      ]);
    });

    it('by its own failure, on which the work of the application does not hang', () => {
      const client = [...own, login({ ...closed, from, port: 5433 })];
      expect(judged(client, [refusal('instance-missing', { instance: readPool }, readPool)])).toEqual([
        ['primary', 'login', 'passed'],
        ['primary', 'write', 'passed'],
        ['read-pool', 'login', 'instance-missing'],
        ['read-pool', 'read-only', 'not-reached'],
        ['app', 'drain', 'passed'],
      ]);
    });

    it('only where somebody tried it', () => {
      expect(judged(own)).toEqual([
        ['primary', 'login', 'passed'],
        ['primary', 'write', 'passed'],
        ['app', 'drain', 'passed'],
      ]);
    });
  });
});
