import { describe, expect, it } from 'vitest';
import type { ProbeAction } from '../pod-plan/probe-plan';
import { type Case, judge } from './judged-case.fixture';
import { livenessProbe, primary, proxy, readPool } from './pod.fixture';

const healthy = ['--health-check', '--http-port=9099'];
const inVain = 'Liveness probe failed: Error: command failed to complete successfully';
const refused = 'Liveness probe failed: dial tcp POD_IP:5432: connect: connection refused';
const notFound = 'Liveness probe failed: HTTP probe failed with statuscode: 404';
const wait = (...flags: readonly string[]): ProbeAction => ({
  kind: 'exec',
  command: ['/alloydb-auth-proxy', 'wait', '--max=1s', ...flags],
});
const get = (path: string, port: number): ProbeAction => ({ kind: 'httpGet', port, path, scheme: 'HTTP', headers: {} });

function probed(title: string, args: readonly string[], action: ProbeAction, message: string, cause: string, said: readonly string[]) {
  const plan: Case['plan'] = {
    initContainers: [proxy({ probes: [{ ...livenessProbe, action }] }, [...args, `${primary}?port=5432`, `${readPool}?port=5433`])],
  };
  const containers: Case['containers'] = {
    'alloydb-auth-proxy': { restarts: 1, exitCodes: [0, 0], probeFailures: [{ probe: 'liveness', count: 3, message }] },
  };
  return { title, plan, containers, failures: [['probes', cause]], said } as const satisfies Case & { said: readonly string[] };
}

const cases = [
  probed('"wait" asks at another port than the health server has', healthy, wait(), inVain, 'probe-without-health-server', [
    'asks at port 9090',
    '127.0.0.1:9099',
    '--http-port=9090',
  ]),
  probed('"wait" asks at another address', healthy, wait('--http-address=127.0.0.2', '-x=1'), inVain, 'probe-without-health-server', []),
  probed('"wait", and no health server', [], wait(), inVain, 'probe-without-health-server', ['--health-check']),
  probed('"wait" asks at the right place', healthy, wait('--http-port=9099'), inVain, 'liveness-restarts-proxy', []),
  probed(
    '"wait" asks inside the pod, and the server listens everywhere',
    [...healthy, '--http-address=0.0.0.0'],
    wait('--http-port=9099', '--http-address=localhost'),
    inVain,
    'liveness-restarts-proxy',
    [],
  ),
  probed('a connection to the port of a database', healthy, { kind: 'tcpSocket', port: 5432 }, refused, 'probe-of-database-port', [
    'connects to port 5432',
    '127.0.0.1',
    'httpGet: { path: /liveness, port: 9099 }',
  ]),
  probed('a connection to the port of a database without a health server', [], get('/', 5432), refused, 'probe-of-database-port', [
    'port: 9090',
  ]),
  probed('a path that there is not', healthy, get('/live', 9099), notFound, 'probe-path-unknown', [
    'asks for /live',
    'httpGet: { path: /liveness, port: 9099 }',
  ]),
  probed('metrics, and no health check', ['--prometheus'], get('/liveness', 9090), notFound, 'probe-without-health-server', [
    '--health-check',
  ]),
];

describe('a probe that fails for good', () => {
  it.each(cases)('$title', (one) => {
    const failed = judge(one).flatMap(({ code, failure }) => (failure ? [{ code, failure }] : []));
    expect(failed.map(({ code, failure }) => [code, failure.cause])).toEqual(one.failures);
    const text = failed.map(({ failure }) => [failure.explanation, ...failure.repairs.map((repair) => repair.text)].join('\n')).join('\n');
    for (const part of one.said) expect(text).toContain(part);
    expect(text).not.toMatch(/undefined|\b(PORT|PATH|ADDRESS)\b/);
  });
});
