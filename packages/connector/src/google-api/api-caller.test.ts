import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ManualClock, settled } from '../manual-clock.fixture';
import { OwnSockets } from '../own-sockets';
import { ApiCaller } from './api-caller';
import type { ApiRequest } from './api-request';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A caller and a server whose answers are given one by one; the last one is given from then on. */
async function callTo(...answers: RequestListener[]) {
  let calls = 0;
  const server = createServer((request, response) => {
    const answer = answers[Math.min(calls, answers.length - 1)];
    calls += 1;
    answer?.(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { ...callerTo(endpoint), calls: () => calls };
}

function callerTo(endpoint: string) {
  const clock = new ManualClock();
  const closing = new AbortController();
  const caller = new ApiCaller({
    clock,
    random: () => 0.5,
    userAgent: 'test',
    timeout: 60_000,
    connections: { sockets: new OwnSockets(), variables: {} },
    closing: closing.signal,
  });
  const request: ApiRequest = {
    api: 'AlloyDB API',
    endpoint,
    url: `${endpoint}/v1beta/it`,
    method: 'GET',
    source: { getAccessToken: async () => 'token-1' },
    resource: 'it',
    project: 'my-project',
  };
  const deadline = new AbortController();
  /** Lets the time pass as long as the call waits, and gives its outcome with the waits. */
  const call = async (): Promise<{ readonly outcome: unknown; readonly waits: readonly number[] }> => {
    const waits: number[] = [];
    let over = false;
    const outcome = caller
      .call(request, 'token-1', deadline.signal)
      .catch((error: unknown) => error)
      .finally(() => {
        over = true;
      });
    while (!over) {
      await settled();
      await new Promise((resolve) => setTimeout(resolve, 5));
      const [wait] = clock.timers;
      if (wait !== undefined) waits.push(wait);
      await clock.pass(wait ?? 0);
    }
    return { outcome: await outcome, waits: waits.map(Math.round) };
  };
  return { call, deadline, clock, request, caller };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener => {
  return (_, response) => response.writeHead(status, headers).end(JSON.stringify(body));
};
const failed = (status: number, message = 'no') => json(status, { error: { message } });

describe('a call of a Google API', () => {
  it('gives the answer', async () => {
    const { call } = await callTo(json(200, { ipAddress: '10.0.0.1' }));
    expect((await call()).outcome).toEqual({ ipAddress: '10.0.0.1' });
  });

  it('is tried again after 429 and 5xx, with growing waits', async () => {
    const { call, calls } = await callTo(failed(503), failed(500), failed(429), failed(502), json(200, {}));
    const { outcome, waits } = await call();
    expect(outcome).toEqual({});
    expect(waits).toEqual([254, 412, 666, 1078]);
    expect(calls()).toBe(5);
  });

  it('gives up after five tries', async () => {
    const { call, calls } = await callTo(failed(503, 'The service is currently unavailable'));
    expect((await call()).outcome).toMatchObject({
      code: 'admin-api-failing',
      kind: 'refresh',
      message: expect.stringContaining('The AlloyDB API fails, after 5 tries (503): The service is currently unavailable. Wait'),
    });
    expect(calls()).toBe(5);
  });

  it('waits as long as the server asks for, and no longer than thirty seconds', async () => {
    const wait = (header: string) => json(429, {}, { 'retry-after': header });
    const { call } = await callTo(wait('7'), wait('3600'), json(200, {}));
    expect((await call()).waits).toEqual([7000, 30_000]);
  });

  it('waits until the date that the server names', async () => {
    const date = new Date(new ManualClock().now() + 5000).toUTCString();
    const { call } = await callTo(json(503, {}, { 'retry-after': date }), json(200, {}));
    expect((await call()).waits).toEqual([5000]);
  });

  it.each([['0'], [new Date(new ManualClock().now() - 60_000).toUTCString()]])(
    'is not tried again without a pause where the server asks for none: %s',
    async (header) => {
      const { call } = await callTo(json(503, {}, { 'retry-after': header }));
      expect((await call()).waits).toEqual([254, 412, 666, 1078]);
    },
  );

  it.each([400, 401, 403, 404])('is not tried again after %i', async (status) => {
    const { call, calls } = await callTo(failed(status));
    expect((await call()).outcome).toMatchObject({ name: 'ConnectorError' });
    expect(calls()).toBe(1);
  });

  it('says what the server said when the time is over while it waits', async () => {
    const late = Object.assign(new Error('late'), { name: 'TimeoutError' });
    const answer = json(429, { error: { message: 'Quota exceeded' } }, { 'retry-after': '20' });
    const { caller, request, deadline, clock } = await callTo(answer);
    const outcome = caller.call(request, 'token-1', deadline.signal).catch((error: unknown) => error);
    await expect.poll(() => clock.timers, { timeout: 30_000 }).toEqual([20_000]);
    deadline.abort(late);
    expect(await outcome).toMatchObject({
      code: 'admin-api-quota-used-up',
      message: expect.stringContaining('(429): Quota exceeded. Use'),
    });
  });

  it.each<[string, RequestListener, string]>([
    ['HTML', (_, response) => response.end('<html>Log in to the hotel</html>'), 'it is not JSON'],
    ['nothing', (_, response) => response.end(), 'it is not JSON'],
    ['a list', json(200, []), 'it is not an object of JSON'],
  ])('does not take %s for an answer', async (_, answer, reason) => {
    const { call } = await callTo(answer);
    expect((await call()).outcome).toMatchObject({
      code: 'admin-api-answer-unreadable',
      message: expect.stringContaining(`cannot be read: ${reason}.`),
    });
  });

  it('does not wait for ever where the answer is another protocol', async () => {
    const switching: RequestListener = (request) =>
      request.socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n');
    const { call } = await callTo(switching, json(200, { name: 'it' }));
    expect((await call()).outcome).toEqual({ name: 'it' });
  });

  it('does not read without end', async () => {
    const { call } = await callTo((_, response) => response.end(Buffer.alloc(2_000_000, 'x')));
    expect((await call()).outcome).toMatchObject({
      code: 'admin-api-not-reached',
      message: expect.stringContaining('longer than 1000000 bytes'),
    });
  });

  it('says that nobody is there', async () => {
    const { call } = callerTo('http://127.0.0.1:1');
    expect((await call()).outcome).toMatchObject({
      code: 'admin-api-not-reached',
      message: expect.stringContaining('at http://127.0.0.1:1 cannot be reached, after 5 tries: connect ECONNREFUSED 127.0.0.1:1. Check'),
      cause: { code: 'ECONNREFUSED' },
    });
  });

  it('says that the answer was cut off', async () => {
    const cut: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{');
      setImmediate(() => response.destroy());
    };
    const { call } = await callTo(cut);
    expect((await call()).outcome).toMatchObject({
      code: 'admin-api-not-reached',
      message: expect.stringContaining('cannot be reached, after 5 tries: the connection ended before the answer did. Check'),
    });
  });

  it('says that it was tried once where there was no time for more', async () => {
    const late = Object.assign(new Error('late'), { name: 'TimeoutError' });
    const { caller, request, deadline, clock } = await callTo(json(503, { error: { message: 'no' } }, { 'retry-after': '20' }));
    const outcome = caller.call(request, 'token-1', deadline.signal).catch((error: unknown) => error);
    await expect.poll(() => clock.timers, { timeout: 30_000 }).toEqual([20_000]);
    deadline.abort(late);
    expect(await outcome).toMatchObject({ message: expect.stringContaining('The AlloyDB API fails, after 1 try (503): no. Wait') });
  });

  it('never repeats the token', async () => {
    const { call } = await callTo((request, response) => response.writeHead(400).end(`You sent ${request.headers.authorization}`));
    const { outcome } = await call();
    expect(outcome).toMatchObject({ code: 'admin-api-request-refused', message: expect.stringContaining('You sent Bearer. Check') });
    expect(JSON.stringify(outcome) + String(outcome)).not.toContain('token-1');
  });
});
