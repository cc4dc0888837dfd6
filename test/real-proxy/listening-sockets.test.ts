import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProxyListener } from '../../packages/core/src/proxy-flags/listeners';
import { answering, listenerWord, listeningSockets } from './listening-sockets';

describe('the sockets of a process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sockets-'));
  const path = join(folder, 'socket');
  const servers: Server[] = [];
  let listeners: readonly ProxyListener[];

  beforeAll(async () => {
    const [local, all] = [await listen({ port: 0, host: '127.0.0.1' }), await listen({ port: 0, host: '0.0.0.0' })];
    await listen({ path });
    const tcp = (address: string, port: number): ProxyListener => ({ network: 'tcp', server: 'database', address, port, isCounted: false });
    listeners = [tcp('127.0.0.1', local), tcp('0.0.0.0', all), { network: 'unix', server: 'database', instance: 0, path }];
  });

  afterAll(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are what Linux says they are, and unknown elsewhere', () => {
    const known = process.platform === 'linux' ? listeners.map(listenerWord) : [];
    expect(listeningSockets(process.pid)).toEqual(expect.arrayContaining(known));
  });

  it('are those that take a connection', async () => {
    const closed: ProxyListener = { network: 'tcp', server: 'http', address: '127.0.0.1', port: 1, isCounted: false };
    expect(await answering([...listeners, closed])).toEqual(listeners.map(listenerWord).sort());
  });

  async function listen(where: { port: number; host: string } | { path: string }): Promise<number> {
    const server = createServer((socket) => socket.destroy());
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(where, resolve));
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }
});
