import { describe, expect, it } from 'vitest';
import type { Stage } from '../../../packages/rehearsal/src/stage/stage';
import { primary } from '../../emulator/support/world';
import { available } from '../../support/availability/available';
import { factsOf, onStage, records, timeOf } from '../support/on-stage';
import { application, goodArgs, goodProxy, httpGet, job, pod, probe, proxyContainer, setupWith } from '../support/pod-of';

const authProxy = available('auth-proxy');
const program = authProxy.here ? authProxy.values.program : '';
const here = authProxy.here && available('postgresql').here;
const networks: readonly Stage['kind'][] = available('private-network').here ? ['private-network', 'loopback'] : ['loopback'];

/** The health server of the article: it listens on localhost. */
const articleArgs = ['--address=127.0.0.1', '--auto-iam-authn', '--health-check', '--http-port=9090', `${primary}?port=5432`];

// Each has a stage of its own, and mostly waits.
describe.skipIf(!here).each(networks)('a pod in the %s', { concurrent: true }, (network) => {
  const run = (plan = pod(), fields = {}): ReturnType<typeof onStage> => onStage(network, setupWith(program, fields), [plan]);

  it('becomes ready, logs in, writes, drains and ends in order', async () => {
    const seen = await run();
    expect(seen.facts[0]).toMatchObject({ ready: true, refusals: [] });
    expect(records(seen, 'login')).toMatchObject([{ ok: true }]);
    expect(records(seen, 'write')).toMatchObject([{ outcome: 'written' }]);
    expect(records(seen, 'drain')).toMatchObject([{ failed: 0 }]);
    expect(records(seen, 'drain')[0]?.operations).toBeGreaterThan(5);
    expect(factsOf(seen, 'alloydb-auth-proxy').exitCodes).toEqual([0]);
    expect(factsOf(seen, 'app').exitCodes).toEqual([0]);
    expect(timeOf(seen, 'container-starts', 'app')).toBeGreaterThanOrEqual(timeOf(seen, 'container-started', 'alloydb-auth-proxy'));
    expect(timeOf(seen, 'sigterm', 'alloydb-auth-proxy')).toBeGreaterThanOrEqual(timeOf(seen, 'container-ended', 'app'));
  });

  it("never passes a probe at the pod's address when the health server listens on localhost, in the words of kubelet", async () => {
    const proxy = proxyContainer(articleArgs, {
      place: 'container',
      probes: [
        probe('liveness', httpGet('/liveness'), { initialDelaySeconds: 1, periodSeconds: 1 }),
        probe('readiness', httpGet('/readiness'), { periodSeconds: 1 }),
      ],
    });
    const seen = await run(pod({ initContainers: [], containers: [proxy, application()] }));
    const { probeFailures, restarts } = factsOf(seen, 'alloydb-auth-proxy');
    expect(seen.facts[0]?.ready).toBe(false);
    expect(restarts).toBeGreaterThanOrEqual(1);
    expect(probeFailures.map(({ message }) => message)).toContain(
      'Liveness probe failed: Get "http://POD_IP:9090/liveness": dial tcp POD_IP:9090: connect: connection refused',
    );
    expect(seen.events.map(({ detail }) => detail)).toContain('Container alloydb-auth-proxy failed liveness probe, will be restarted');
  });

  it('passes probes by the command wait, and fails those of a shell that is not in the image', async () => {
    const wait = probe('startup', { kind: 'exec', command: ['/alloydb-auth-proxy', 'wait', '--max=1s'] }, { timeoutSeconds: 3 });
    const shell = probe('readiness', { kind: 'exec', command: ['sh', '-c', 'true'] }, { periodSeconds: 1 });
    const good = await run(pod({ initContainers: [proxyContainer(articleArgs, { probes: [wait] })] }));
    expect(good.facts[0]?.ready).toBe(true);
    const bad = await run(pod({ initContainers: [proxyContainer(articleArgs, { probes: [wait, shell] })] }), { patienceSeconds: 6 });
    expect(bad.facts[0]?.ready).toBe(false);
    expect(factsOf(bad, 'alloydb-auth-proxy').probeFailures[0]?.message).toMatch(
      /^Readiness probe errored .*exec: "sh": executable file not found in \$PATH$/,
    );
  });

  it('waits for longer after each end of a proxy that does not start', async () => {
    const { probes } = goodProxy();
    const seen = await run(pod({ initContainers: [proxyContainer(['--no-such-flag', ...goodArgs], { probes })] }), { patienceSeconds: 15 });
    const proxy = factsOf(seen, 'alloydb-auth-proxy');
    expect(proxy.exitCodes).toEqual([1, 1]);
    expect(proxy).toMatchObject({ restarts: 1, waiting: { reason: 'CrashLoopBackOff' } });
    expect(factsOf(seen, 'app').started).toBe(false);
    expect(proxy.log.join('\n')).toMatch(/unknown flag: --no-such-flag/);
  });

  it('runs a migration after the proxy and before the application', async () => {
    const migration = application({ name: 'migrate', role: 'task', place: 'regular init container' });
    const seen = await run(pod({ initContainers: [goodProxy(), migration] }));
    expect(factsOf(seen, 'migrate').exitCodes).toEqual([0]);
    expect(timeOf(seen, 'container-starts', 'app')).toBeGreaterThanOrEqual(timeOf(seen, 'container-ended', 'migrate'));
  });

  it('fails a migration that comes before the proxy', async () => {
    const migration = application({ name: 'migrate', role: 'task', place: 'regular init container' });
    const seen = await run(pod({ initContainers: [migration, goodProxy()] }), { patienceSeconds: 12 });
    expect(factsOf(seen, 'migrate').exitCodes.slice(0, 2)).toEqual([1, 1]);
    expect(factsOf(seen, 'alloydb-auth-proxy').started).toBe(false);
    expect(records(seen, 'login')[0]?.error).toMatch(/ECONNREFUSED/);
  });

  it('completes a Job with a native sidecar, and never one with a classic sidecar', async () => {
    const good = await run(job());
    expect(good.facts[0]).toMatchObject({ completion: 'succeeded' });
    expect(good.facts[0]?.deletion).toBeUndefined();
    const classic = job({
      initContainers: [],
      containers: [goodProxy({ place: 'container' }), application({ name: 'migrate', role: 'task' })],
    });
    const bad = await run({ ...classic, restartPolicy: 'OnFailure' });
    expect(bad.facts[0]).toMatchObject({ completion: 'running' });
  });

  it('ends the proxy of a Job by a request to its admin server', async () => {
    const quit = { quitUrls: ['http://localhost:9091/quitquitquit'] };
    const proxy = proxyContainer(['--quitquitquit', ...goodArgs], { place: 'container' });
    const migrate = application({ name: 'migrate', role: 'task', ...quit });
    const seen = await run(
      { ...job({ initContainers: [], containers: [proxy, migrate] }), restartPolicy: 'OnFailure' },
      { patienceSeconds: 40 },
    );
    expect(records(seen, 'quit-posted').at(-1)).toMatchObject({ ok: true });
    expect(seen.facts[0]).toMatchObject({ completion: 'succeeded' });
  });

  it('kills a container at the end of the grace period', async () => {
    // It waits for the transaction that the application keeps open: the application ends only when it is killed.
    const proxy = proxyContainer(
      [...goodArgs.slice(0, -2), '--min-sigterm-delay=60s', goodArgs.at(-1) ?? ''].filter((arg) => arg !== '--exit-zero-sigterm'),
      {
        place: 'container',
      },
    );
    const seen = await run(pod({ initContainers: [], containers: [proxy, application()], terminationGracePeriodSeconds: 3 }));
    expect(factsOf(seen, 'alloydb-auth-proxy').exitCodes).toEqual([137]);
    expect(seen.facts[0]?.deletion?.seconds).toBeGreaterThan(2.9);
    expect(seen.facts[0]?.deletion?.seconds).toBeLessThan(5);
  });

  it('carries a preStop hook out at once, also one that ends the proxy while the application drains', async () => {
    const proxy = proxyContainer(['--quitquitquit', ...goodArgs], {
      probes: goodProxy().probes,
      lifecycle: { preStop: { kind: 'exec', command: ['/alloydb-auth-proxy', 'shutdown'] } },
    });
    const seen = await run(pod({ initContainers: [proxy] }));
    expect(records(seen, 'drain')[0]?.failed).toBeGreaterThan(0);
    expect(timeOf(seen, 'container-ended', 'alloydb-auth-proxy')).toBeLessThan(timeOf(seen, 'container-ended', 'app') + 10_000);
  });

  it('reaches the proxy by a unix socket in a volume that the two share', async () => {
    const mounts = [{ volume: 'sockets', mountPath: '/sockets', readOnly: false }];
    const args = ['--auto-iam-authn', '--exit-zero-sigterm', `${primary}?unix-socket-path=/sockets/pg`];
    const environment = { ...application().environment, PGHOST: '/sockets/pg' };
    const seen = await run(
      pod({
        initContainers: [proxyContainer(args, { mounts })],
        containers: [application({ mounts, environment })],
        volumes: [{ name: 'sockets', writable: true }],
      }),
    );
    expect(records(seen, 'login').at(-1)).toMatchObject({ ok: true });
  });

  it('says what the emulator refused', async () => {
    const { cloud } = setupWith(program);
    const seen = await run(pod(), { cloud: { ...cloud, projects: {} } });
    expect(records(seen, 'login').at(-1)).toMatchObject({ ok: false });
    expect(seen.facts[0]?.refusals.length).toBeGreaterThan(0);
  });

  it('says which container cannot be created, and why', async () => {
    const obstacle = { code: 'secret-missing', message: 'secret "orders-db" not found' } as const;
    const seen = await run(pod({ containers: [application({ cannotBeCreated: obstacle })] }));
    expect(factsOf(seen, 'app')).toMatchObject({
      started: false,
      waiting: { reason: 'CreateContainerConfigError', message: obstacle.message },
    });
    expect(seen.facts[0]?.ready).toBe(false);
  });

  it('starts what has nothing to do with the database as well', async () => {
    const mesh = application({ name: 'mesh', role: 'bystander', place: 'native sidecar' });
    const prepare = application({ name: 'prepare', role: 'bystander', place: 'regular init container' });
    const seen = await run(pod({ initContainers: [prepare, mesh, goodProxy()] }));
    expect(seen.facts[0]?.ready).toBe(true);
    expect(factsOf(seen, 'mesh').exitCodes).toEqual([143]);
    expect(timeOf(seen, 'sigterm', 'mesh')).toBeGreaterThanOrEqual(timeOf(seen, 'container-ended', 'alloydb-auth-proxy'));
  });

  // Alone, and with patience and grace that only a machine without time for it needs: ten pods are thirty programs.
  it('is one of ten at once', { concurrent: false, timeout: 5 * 60_000 }, async () => {
    const plans = Array.from({ length: 10 }, (_, index) => pod({ podName: `orders-${index}`, terminationGracePeriodSeconds: 60 }));
    const seen = await onStage(network, setupWith(program, { patienceSeconds: 150 }), plans);
    expect(seen.facts.map(({ ready }) => ready)).toEqual(plans.map(() => true));
    expect(plans.map((_, index) => records(seen, 'drain', index)[0])).toMatchObject(plans.map(() => ({ failed: 0 })));
  });
});
