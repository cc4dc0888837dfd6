import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bothKindsOfUsers, iamServiceAccount, kubernetesServiceAccount, password, primary } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { ClientProcess } from './support/client-process';

const login = { options: { instanceUri: primary }, user: 'app', password };

describe.skipIf(!available('postgresql').here)('a connector behind a proxy to the Internet', () => {
  let emulator: RunningEmulator;
  let client: ClientProcess;
  let proxy: Server | undefined;
  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterEach(async () => {
    expect(await client.ask('close')).toEqual([]);
    expect(await client.ask('unhandled')).toEqual([]);
    expect(await client.end()).toBe(0);
    proxy?.closeAllConnections();
    proxy?.close();
    proxy = undefined;
  });
  afterAll(() => emulator.stop());

  /** A client that is given no other Admin API than Google's. */
  async function clientBehind(HTTPS_PROXY: string | undefined): Promise<void> {
    client = new ClientProcess([], { HTTPS_PROXY, NODE_EXTRA_CA_CERTS: emulator.addresses.certificateAuthorityFile });
    await client.ask('set token', { text: emulator.accessToken(iamServiceAccount) });
    await client.ask('new connector', { options: { refreshTimeout: 4000 } });
  }

  /** A proxy that does what `connect` does with what it is asked for. */
  async function proxyThat(connect: (request: IncomingMessage, socket: NodeJS.WritableStream) => void): Promise<string> {
    proxy = createServer().on('connect', connect).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    return `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  }

  it('reaches the Admin API through that of HTTPS_PROXY', async () => {
    await clientBehind(emulator.environment(kubernetesServiceAccount).HTTPS_PROXY);
    expect(await client.ask('query', { login })).toBe('app');
  });

  it('shows it its user and password, and says what it answers', async () => {
    const heard: unknown[] = [];
    const host = await proxyThat(({ method, url, headers }, socket) => {
      heard.push([method, url, headers['proxy-authorization']]);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
    });
    await clientBehind(`http://robot:s%3Acret@${host}`);
    await expect(client.ask('query', { login })).rejects.toMatchObject({
      code: 'admin-api-not-reached',
      message: expect.stringContaining(`the proxy ${host} of HTTPS_PROXY answers 407 when it is asked for alloydb.googleapis.com:443`),
    });
    const credentials = `Basic ${Buffer.from('robot:s:cret').toString('base64')}`;
    expect(heard[0]).toEqual(['CONNECT', 'alloydb.googleapis.com:443', credentials]);
  });

  it('may be closed while that says nothing', async () => {
    let asked = 0;
    await clientBehind(
      await proxyThat(() => {
        asked += 1;
      }),
    );
    const failed = client.failure('query', { login });
    await expect.poll(() => asked, { timeout: 30_000 }).toBe(2);
    expect(await client.ask('close')).toEqual([]);
    expect(await failed).toBe('connector-closed');
  });
});
