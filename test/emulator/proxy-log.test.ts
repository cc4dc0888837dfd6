import { type LogMessageCode, logMessageTable, recogniseLogMessage } from '@alloydb-gke/core';
import { type FaultName, type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { atLast, ending, heldConnection, proxyOf, runProgram } from './proxy-claims/claimed-proxy';
import { recordingFront } from './proxy-claims/recording-front';
import { freePort } from './support/free-port';
import { currentUser, failure } from './support/query';
import { type ProxyOptions, type RealProxy, startProxy } from './support/real-proxy';
import { bothKindsOfUsers, iamServiceAccount, kubernetesServiceAccount, password, primary } from './support/world';

const authProxy = available('auth-proxy');
const here = authProxy.here && available('postgresql').here;
const program = authProxy.here ? authProxy.values.program : '';
const app = { user: 'app', password, database: 'orders' };

/** What a fault makes the proxy log at once. */
const byFault: readonly (readonly [FaultName, LogMessageCode])[] = [
  ['admin-api-bad-request', 'admin-api-bad-request'],
  ['admin-api-unauthenticated', 'admin-api-unauthenticated'],
  ['admin-api-forbidden', 'connection-info-forbidden'],
  ['admin-api-not-found', 'instance-not-found'],
  ['admin-api-quota', 'admin-api-quota'],
  ['admin-api-dead', 'admin-api-unreachable'],
  ['no-address', 'no-address'],
  ['metadata-server-forbidden', 'metadata-server-forbidden'],
  ['metadata-server-not-found', 'metadata-server-without-account'],
  ['metadata-server-dead', 'metadata-server-unreachable'],
  ['instance-refused', 'instance-refused'],
  ['server-certificate-expired', 'certificate-out-of-time'],
  ['server-certificate-of-another', 'certificate-of-another-address'],
  ['metadata-exchange-error', 'metadata-exchange-refused'],
  ['metadata-exchange-closed', 'metadata-exchange-closed'],
];

/** The same after the 30 seconds that the proxy gives a connection. */
const byFaultAfterAWhile: typeof byFault = [
  ['admin-api-unavailable', 'admin-api-timed-out'],
  ['admin-api-silent', 'admin-api-timed-out'],
  ['instance-black-holed', 'instance-timed-out'],
  ['tls-silent', 'tls-silent'],
  ['metadata-exchange-silent', 'metadata-exchange-silent'],
];

/** Codes of the entries of a log, in which an entry may go on over several lines. */
function recognised(log: string): readonly LogMessageCode[] {
  const entries = log.split(/\n(?=\d{4}\/\d\d\/\d\d |Error: )/);
  return entries.flatMap((entry) => recogniseLogMessage(entry)?.code ?? []);
}

const provoked = new Set<LogMessageCode>();

describe.skipIf(!here)('what goes wrong is recognised in the log of the real Auth Proxy', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterEach(() => emulator.faults.clear());
  afterAll(() => emulator.stop());

  const proxy = (options: Partial<ProxyOptions> = {}): Promise<RealProxy> =>
    startProxy({ program, instances: [primary], environment: { ...emulator.environment(kubernetesServiceAccount) }, ...options });
  const expectCode = (log: string, code: LogMessageCode): void => {
    expect(recognised(log), log).toContain(code);
    provoked.add(code);
  };

  it.each(byFault)('%s: %s, and it connects again afterwards', async (fault, code) => {
    await emulator.faults.on(fault);
    await using running = await proxy();
    expect(await failure(currentUser({ ...app, port: running.ports[0] ?? 0 }))).not.toBe('it went well');
    expectCode(running.log(), code);
    await emulator.faults.off(fault);
    expect(await currentUser({ ...app, port: running.ports[0] ?? 0 })).toBe('app');
  });

  it('clock-ahead: certificate-out-of-time', async () => {
    await emulator.faults.on('clock-ahead');
    await using running = await proxy();
    expect(await failure(currentUser({ ...app, port: running.ports[0] ?? 0 }))).not.toBe('it went well');
    expectCode(running.log(), 'certificate-out-of-time');
  });

  it('a custom role without a permission: client-certificate-forbidden', async () => {
    await emulator.faults.on('admin-api-forbidden', { method: 'generateClientCertificate' });
    await using running = await proxy();
    await failure(currentUser({ ...app, port: running.ports[0] ?? 0 }));
    expectCode(running.log(), 'client-certificate-forbidden');
  });

  it('an IP type that the instance has not: wrong-ip-type', async () => {
    await using running = await proxy({ args: ['--public-ip'] });
    await failure(currentUser({ ...app, port: running.ports[0] ?? 0 }));
    expectCode(running.log(), 'wrong-ip-type');
  });

  it('a service account that may not be impersonated: impersonation-forbidden', async () => {
    await using running = await proxy({ args: ['--impersonate-service-account=orders@my-project.iam.gserviceaccount.com'] });
    await failure(currentUser({ ...app, port: running.ports[0] ?? 0 }));
    expectCode(running.log(), 'impersonation-forbidden');
  });

  it('more clients than it may take: too-many-connections', async () => {
    await using running = await proxy({ args: ['--max-connections=1'] });
    const port = running.ports[0] ?? 0;
    const [held] = await Promise.allSettled([currentUser({ ...app, port }), currentUser({ ...app, port }), currentUser({ ...app, port })]);
    expect(held).toBeDefined();
    expectCode(running.log(), 'too-many-connections');
  });

  it('a database that ends a connection: instance-closed-connection', async () => {
    await using running = await proxy();
    const { Client } = await import('pg');
    const client = new Client({ host: '127.0.0.1', port: running.ports[0] ?? 0, ...app });
    const told = new Promise<Error>((resolve) => client.on('error', resolve));
    await client.connect();
    await emulator.faults.on('backends-killed');
    expect((await told).message).toMatch(/terminating connection due to administrator command|Connection terminated/);
    await running.logged(/instance closed the connection/);
    expectCode(running.log(), 'instance-closed-connection');
  });

  it('tokens that have expired: admin-api-unauthenticated', async () => {
    await using running = await proxy({ args: [`--token=${emulator.accessToken(iamServiceAccount)}`] });
    await emulator.faults.on('tokens-expired');
    await failure(currentUser({ ...app, port: running.ports[0] ?? 0 }));
    expectCode(running.log(), 'admin-api-unauthenticated');
  });
});

describe.skipIf(!here).concurrent('what takes its time is recognised as well', () => {
  it.each(byFaultAfterAWhile)('%s: %s, and it connects again afterwards', async (fault, code) => {
    await using emulator = await startEmulator(bothKindsOfUsers());
    await emulator.faults.on(fault);
    await using running = await startProxy({
      program,
      instances: [primary],
      environment: { ...emulator.environment(kubernetesServiceAccount) },
    });
    const started = performance.now();
    expect(await failure(currentUser({ ...app, port: running.ports[0] ?? 0 }))).not.toBe('it went well');
    expect((performance.now() - started) / 1000).toBeGreaterThan(28);
    expect(recognised(running.log()), running.log()).toContain(code);
    provoked.add(code);
    await emulator.faults.off(fault);
    expect(await currentUser({ ...app, port: running.ports[0] ?? 0 })).toBe('app');
  });
});

describe.skipIf(!here)('what begins and ends badly is recognised too', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterAll(() => emulator.stop());

  const expectCode = (log: string, code: LogMessageCode): void => {
    expect(recognised(log), log).toContain(code);
    provoked.add(code);
  };

  it('certificates that were renewed on one side: certificate-not-trusted', async () => {
    await using running = await proxyOf(emulator);
    const port = running.ports[0] ?? 0;
    expect(await currentUser({ ...app, port })).toBe('app');
    await emulator.faults.on('certificates-rotated');
    expect(await failure(currentUser({ ...app, port }))).not.toBe('it went well');
    expectCode(running.log(), 'certificate-not-trusted');
    const again = (): Promise<string> => failure(currentUser({ ...app, port }));
    expect(await atLast(again, (said) => said === 'it went well')).toBe('it went well');
  });

  it('a name that no DNS has: instance-name-not-found', async () => {
    // With an empty label it is no name at all, so that Go says the same without asking a resolver, of whatever machine.
    const named = (body: string): string => body.replace(/"ipAddress":\s*"[^"]*"/, '"pscDnsName":"instance..shop.example"');
    await using adminApi = await recordingFront(emulator.addresses.adminApi.replace('http://', ''), named);
    await using running = await proxyOf(emulator, ['--psc', `--alloydbadmin-api-endpoint=http://${adminApi.address}`]);
    expect(await failure(currentUser({ ...app, port: running.ports[0] ?? 0 }))).not.toBe('it went well');
    expectCode(running.log(), 'instance-name-not-found');
  });

  it('an end with a connection open: connections-left-open', async () => {
    await using running = await proxyOf(emulator, ['--max-sigterm-delay=200ms']);
    const client = await heldConnection(running.ports[0] ?? 0);
    const { log } = await ending(running, () => running.process.kill('SIGTERM'));
    expectCode(log, 'connections-left-open');
    await client.end().catch(() => {});
  });

  it('a normal end with exit code 0: ended-by-signal', async () => {
    await using running = await proxyOf(emulator, ['--exit-zero-sigterm']);
    expectCode((await ending(running, () => running.process.kill('SIGTERM'))).log, 'ended-by-signal');
  });

  it('no credential at all: no-credentials', async () => {
    // The metadata server is looked for where Google Cloud has it; elsewhere there is none.
    const { log } = await runProgram([`${primary}?port=${await freePort()}`], { GCE_METADATA_HOST: '' });
    expectCode(log, 'no-credentials');
  });

  it('a port that is taken: port-taken, http-port-taken', async () => {
    await using other = await proxyOf(emulator);
    const taken = other.ports[0] ?? 0;
    expectCode((await runProgram(['--token=x', `${primary}?port=${taken}`])).log, 'port-taken');
    const withHealth = ['--token=x', '--health-check', `--http-port=${taken}`, `${primary}?port=${await freePort()}`];
    expectCode((await runProgram(withHealth)).log, 'http-port-taken');
  });
});

/** Messages of the real program that need no instance, by what provokes them: arguments, environment. */
describe.skipIf(!here)('a real Auth Proxy that does not start says why', () => {
  const starts: readonly (readonly [LogMessageCode, readonly string[], Readonly<Record<string, string>>])[] = [
    ['endpoint-without-scheme', ['--token=x', '--alloydbadmin-api-endpoint=127.0.0.1:18080'], {}],
    ['duration-without-unit', ['--token=x', '--max-sigterm-delay=30'], {}],
    ['configuration-file-missing', ['--token=x', '--config-file=/nowhere/proxy.yaml'], {}],
    ['port-from-service-link', ['--token=x', '--health-check'], { ALLOYDB_PROXY_HTTP_PORT: 'tcp://10.0.0.9:80' }],
    ['connection-test-failed', ['--token=x', '--run-connection-test', '--alloydbadmin-api-endpoint=http://127.0.0.1:1'], {}],
  ];

  it.each(starts)('%s', async (code, args, environment) => {
    const log = await failure(startAndWait(args, environment));
    expect(recognised(log), log).toContain(code);
    provoked.add(code);
  });
});

/** Starts a proxy, and fails with its log when it ends. */
async function startAndWait(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<void> {
  await using running = await startProxy({ program, instances: [primary], args, environment });
  await running.logged(/never logged: it is to end/);
}

describe.skipIf(!here)('the table of messages', () => {
  it('has no row for these tests to miss', () => {
    expect(logMessageTable.map(({ code }) => code).filter((code) => !provoked.has(code))).toEqual([]);
  });
});
