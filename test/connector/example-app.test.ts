import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { connectorEnvironment } from '@alloydb-gke/core';
import { type RunningEmulator, specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { iamConnection, kubernetesServiceAccount } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { type BundledExample, bundledExample } from './support/bundled-example';
import { environmentOf } from './support/container-environment';

describe.skipIf(!available('postgresql').here)('the application of examples/connector-app', () => {
  let emulator: RunningEmulator;
  let example: BundledExample;
  let application: ChildProcess;
  let log = '';
  let url = '';

  beforeAll(async () => {
    emulator = await startEmulator(specForConnection(iamConnection));
    example = await bundledExample();
  });
  afterAll(async () => {
    example[Symbol.dispose]();
    await emulator.stop();
  });

  beforeEach(async () => {
    log = '';
    application = spawn(process.execPath, [join(example.folder, example.file)], {
      env: {
        HOME: '/nonexistent',
        ...environmentOf(connectorEnvironment(iamConnection).variables, {}),
        ALLOYDB_ADMIN_ENDPOINT: emulator.addresses.adminApi,
        GCE_METADATA_HOST: emulator.addresses.metadataServers[kubernetesServiceAccount],
        PORT: '0',
        DRAIN_SECONDS: '3',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [application.stdout, application.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (log += text));
    await expect.poll(() => log, { timeout: 20_000 }).toMatch(/listening on \d+/);
    url = `http://127.0.0.1:${/listening on (\d+)/.exec(log)?.[1]}`;
  });
  afterEach(() => application.kill('SIGKILL'));

  const get = async (path: string): Promise<unknown> => (await fetch(`${url}${path}`)).json();
  const place = (customer: string): Promise<Response> =>
    fetch(`${url}/orders`, { method: 'POST', body: JSON.stringify({ customer, amount: 3 }) });

  it('writes to the primary and reads from the read pool', async () => {
    expect(await get('/ready')).toEqual({ ready: true });
    const placed = await place('ada');
    expect(placed.status).toBe(201);
    const { id } = (await placed.json()) as { id: string };
    await expect.poll(() => get('/orders/ada'), { timeout: 30_000 }).toEqual([{ id, amount: 3 }]);
    const reads = emulator.log.events.filter(({ code, subject }) => code === 'client-connected' && subject.endsWith('/read-pool'));
    expect(reads.length).toBeGreaterThan(0);
  });

  it.each(['{', '', 'null', '[]', '{"customer":"ada"}', '{"customer":"ada","amount":"3"}', '{"customer":"ada","amount":3e9}'])(
    'says that an order is none, and is ready as before: %s',
    async (body) => {
      const answer = await fetch(`${url}/orders`, { method: 'POST', body });
      expect([answer.status, await answer.json()]).toEqual([400, { error: 'order-invalid' }]);
      expect(await get('/ready')).toEqual({ ready: true });
    },
  );

  it('says that a path is none', async () => {
    expect((await fetch(`${url}/orders/%ff`)).status).toBe(400);
  });

  it('answers with the code of what is wrong, and goes on when it is over', async () => {
    expect(await get('/ready')).toEqual({ ready: true });
    await emulator.faults.on('instance-refused');
    await emulator.faults.on('backends-killed');
    await expect.poll(() => get('/ready'), { timeout: 20_000 }).toEqual({ error: 'instance-not-reached' });
    await emulator.faults.clear();
    await expect.poll(() => get('/ready'), { timeout: 20_000 }).toEqual({ ready: true });
  });

  it('fails no request between SIGTERM and its end, and ends by itself', async () => {
    expect(await get('/ready')).toEqual({ ready: true });
    const ended = once(application, 'exit');
    application.kill('SIGTERM');
    // Until nobody listens any more, which a request meets before it is one.
    const answers: { readonly status: number; readonly last: boolean }[] = [];
    for (let refused = false; !refused; ) {
      const answer = await place('grace').catch((error: Error) => error);
      refused = answer instanceof Error;
      if (answer instanceof Error)
        expect(answer.cause).toMatchObject({ code: expect.stringMatching(/^(ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET)$/) });
      else answers.push({ status: answer.status, last: answer.headers.get('connection') === 'close' });
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(answers.some(({ last }) => last)).toBe(true);
    expect(await ended).toEqual([0, null]);
  });
});
