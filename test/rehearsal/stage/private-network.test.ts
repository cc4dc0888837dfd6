import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PodEvent } from '../../../packages/rehearsal/src/pod-run/pod-event';
import { openStage } from '../../../packages/rehearsal/src/stage/open-stage';
import { primary, readPool } from '../../emulator/support/world';
import { available } from '../../support/availability/available';
import { startDriver } from '../support/driver';
import { factsOf, onStage, records } from '../support/on-stage';
import { application, goodArgs, goodProxy, imageEnvironment, pod, proxyContainer, setupWith } from '../support/pod-of';
import { programsWith, type RunningProgram } from '../support/proxies';
import { childrenOf, Traces } from '../support/traces';

const authProxy = available('auth-proxy');
const program = authProxy.here ? authProxy.values.program : '';
const here = authProxy.here && available('postgresql').here && available('private-network').here;
const isRoot = process.getuid?.() === 0;

/** An argument by which the processes of a test are found. */
let marks = 0;
const mark = (): string => `--user-agent=rehearsal-test-${process.pid}-${++marks}`;

describe.skipIf(!here)('a pod in a private network', () => {
  const taken: Server[] = [];
  beforeAll(async () => {
    // Whatever else has them: they are in use on this machine.
    for (const port of [5432, 9090]) {
      const server = createServer();
      taken.push(server);
      await new Promise<void>((resolve) => server.once('error', () => resolve()).listen(port, '0.0.0.0', resolve));
    }
  });
  afterAll(() => {
    for (const server of taken) server.close();
  });

  it('has the ports of its manifest, though they are in use on this machine', async () => {
    const seen = await onStage('private-network', setupWith(program), [pod()]);
    expect(seen.rewrites).toEqual([]);
    expect(seen.facts[0]?.ready).toBe(true);
    expect(records(seen, 'login')).toMatchObject([{ ok: true, host: '127.0.0.1', port: 5432 }]);
  });

  it('runs the Auth Proxy with exactly the command line and the environment of its container, as its user', async () => {
    const argument = mark();
    const environment = { ...imageEnvironment, ORDERS_SERVICE_HOST: '10.0.0.7', EMPTY: '', LINES: 'a\nb "c" $(D)' };
    const proxy = goodProxy({ commandLine: ['/alloydb-auth-proxy', argument, ...goodArgs], environment });
    let found: readonly RunningProgram[] = [];
    await onStage('private-network', setupWith(program), [pod({ initContainers: [proxy] })], ({ what }) => {
      if (what === 'pod-ready') found = programsWith(argument);
    });
    expect(found).toMatchObject([{ commandLine: proxy.commandLine, userId: isRoot ? 65532 : process.getuid?.() }]);
    expect(found[0]?.environment).toEqual(environment);
  });

  it('may listen on ports below 1024, as with containerd', async () => {
    const args = [...goodArgs.slice(0, -1), `${primary}?port=543`];
    const environment = { ...application().environment, PGPORT: '543' };
    const seen = await onStage('private-network', setupWith(program), [
      pod({ initContainers: [goodProxy({ commandLine: ['/alloydb-auth-proxy', ...args] })], containers: [application({ environment })] }),
    ]);
    expect(records(seen, 'login').at(-1)).toMatchObject({ ok: true, port: 543 });
  });

  it('knows its own address, where the manifest asks for it', async () => {
    const args = goodArgs.map((argument) => argument.replace('0.0.0.0', '192.0.2.10'));
    const seen = await onStage('private-network', setupWith(program), [
      pod({ initContainers: [goodProxy({ commandLine: ['/alloydb-auth-proxy', ...args] })] }),
    ]);
    expect(seen.facts[0]?.ready).toBe(true);
    expect(factsOf(seen, 'alloydb-auth-proxy').log.join('\n')).toMatch(/health check server at 10\.64\./);
  });

  it('cannot write where its image or a read-only root file system does not let it', async () => {
    const socket = (path: string, readOnlyRootFilesystem: boolean) => {
      const commandLine = ['/alloydb-auth-proxy', `${primary}?unix-socket-path=${path}`];
      return proxyContainer(commandLine.slice(1), { readOnlyRootFilesystem });
    };
    const starts = async (path: string, isReadOnly: boolean): Promise<string> => {
      const seen = await onStage('private-network', setupWith(program, { patienceSeconds: 5 }), [
        pod({ initContainers: [], containers: [socket(path, isReadOnly)] }),
      ]);
      return factsOf(seen, 'alloydb-auth-proxy').log.join('\n');
    };
    expect(await starts('/tmp/pg', false)).toMatch(/ready for new connections/);
    expect(await starts('/tmp/pg', true)).toMatch(/read-only file system/);
    expect(await starts('/pg', false)).toMatch(/permission denied|read-only file system/);
  });

  it('starts a killed proxy again, and never one whose socket is left in a volume', async () => {
    const argument = mark();
    const killOnce = (): ((event: PodEvent) => void) => {
      let killed = false;
      return ({ what, detail }) => {
        // Not before it serves: without a probe the application may be there first.
        if (killed || what !== 'client' || !detail.startsWith('logged in')) return;
        killed = true;
        for (const { pid } of programsWith(argument)) process.kill(pid, 'SIGKILL');
      };
    };
    const plain = pod({ initContainers: [goodProxy({ commandLine: ['/alloydb-auth-proxy', argument, ...goodArgs] })] });
    const seen = await onStage('private-network', setupWith(program), [plain], killOnce());
    expect(factsOf(seen, 'alloydb-auth-proxy')).toMatchObject({ restarts: 1, exitCodes: [137, 0] });

    const mounts = [{ volume: 'sockets', mountPath: '/sockets', readOnly: false }];
    const proxy = proxyContainer([argument, '--auto-iam-authn', `${primary}?unix-socket-path=/sockets/pg`], { mounts });
    const environment = { ...application().environment, PGHOST: '/sockets/pg' };
    const withSocket = pod({
      initContainers: [proxy],
      containers: [application({ mounts, environment })],
      volumes: [{ name: 'sockets', writable: true }],
    });
    const stale = await onStage('private-network', setupWith(program, { patienceSeconds: 8 }), [withSocket], killOnce());
    expect(factsOf(stale, 'alloydb-auth-proxy').exitCodes.slice(0, 2)).toEqual([137, 1]);
    expect(factsOf(stale, 'alloydb-auth-proxy').log.join('\n')).toMatch(/bind: address already in use/);
  });

  it('says that its process has ended, when that was killed', async () => {
    const earlier = childrenOf(process.pid);
    const stage = await openStage(setupWith(program), { network: 'private-network' });
    const [stageProcess = 0] = childrenOf(process.pid).filter((pid) => !earlier.includes(pid));
    const run = stage.run([pod()], ({ what }) => {
      if (what === 'container-starts') process.kill(stageProcess, 'SIGKILL');
    });
    await expect(run).rejects.toThrow(/has ended/);
    await stage.stop();
  });

  it('serves a read pool as well', async () => {
    const args = [...goodArgs.slice(0, -1), `${primary}?port=5432`, `${readPool}?port=5433`];
    const read = application({ name: 'report', environment: { ...application().environment, PGPORT: '5433' } });
    const seen = await onStage('private-network', setupWith(program), [
      pod({ initContainers: [goodProxy({ commandLine: ['/alloydb-auth-proxy', ...args] })], containers: [application(), read] }),
    ]);
    const writes = Object.fromEntries(records(seen, 'write').map(({ container, outcome }) => [container, outcome]));
    expect(writes).toEqual({ app: 'written', report: 'read-only' });
  });
});

describe.skipIf(!here || !isRoot)('a private network of an unprivileged user', () => {
  it('runs the same, and leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rehearsal-unprivileged-'));
    try {
      // Nothing of root's own is of use to it.
      cpSync(process.env['ALLOYDB_GKE_REHEARSAL_PROGRAMS'] ?? '', join(folder, 'programs'), { recursive: true });
      cpSync(program, join(folder, 'alloydb-auth-proxy'));
      mkdirSync(join(folder, 'cache'));
      for (const name of ['', 'programs', 'cache']) chmodSync(join(folder, name), 0o777);
      const argument = mark();
      const proxy = goodProxy({ commandLine: ['/alloydb-auth-proxy', argument, ...goodArgs] });
      const work = {
        setup: setupWith(join(folder, 'alloydb-auth-proxy')),
        plans: [pod({ initContainers: [proxy] })],
        network: 'private-network' as const,
      };
      let found: readonly RunningProgram[] = [];
      const driver = startDriver(work, {
        through: ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'],
        environment: { PATH: process.env['PATH'], HOME: '/nonexistent', ALLOYDB_GKE_CACHE: join(folder, 'cache') },
        programs: join(folder, 'programs'),
        onRecord: ({ event }) => {
          if (event?.what === 'pod-ready') found = programsWith(argument);
        },
      });
      const traces = new Traces(driver.process.pid ?? 0);
      expect(await driver.ended).toBe(0);
      const facts = driver.records.find((record) => record.facts)?.facts;
      expect(facts?.[0]).toMatchObject({ ready: true });
      expect(found).toMatchObject([{ commandLine: proxy.commandLine, environment: imageEnvironment, userId: 65534 }]);
      expect(await traces.left()).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
