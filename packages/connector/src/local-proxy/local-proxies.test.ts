import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dialer } from '../dial/dialer';
import { connectorError } from '../errors/connector-error';
import { readLocalProxyOptions } from '../read-options';
import { LocalProxies } from './local-proxies';

const instanceUri = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const { target } = readLocalProxyOptions({ instanceUri });

/** An instance that does not answer. */
const dialer = { dial: () => ({ socket: new Promise(() => {}), abandon: () => {} }) } as unknown as Dialer;

/** The servers of this process, and those whose end the system has not been told yet. */
const servers = (): number => process.getActiveResourcesInfo().filter((name) => /^(TCPServerWrap|PipeWrap)$/.test(name)).length;

let folder: string;
let closing: AbortController;
let proxies: LocalProxies;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-proxies-'));
  closing = new AbortController();
  proxies = new LocalProxies(dialer, closing.signal);
});
afterEach(() => rmSync(folder, { recursive: true }));

function close(): Promise<void> {
  closing.abort(connectorError('connector-closed', {}));
  proxies.stopListening();
  return proxies.close();
}

describe('the local proxies of a connector', () => {
  it.each(['a port', 'a path'])('do not start any more with %s when the connector closes meanwhile', async (kind) => {
    const before = servers();
    const started = proxies.start(target, kind === 'a port' ? { port: 0 } : { path: join(folder, 'socket') });
    started.catch(() => {});
    await close();
    expect(servers()).toBeLessThanOrEqual(before);
    await expect(started).rejects.toMatchObject({ code: 'connector-closed' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leave no server behind at the moment at which they are closed', async () => {
    const before = servers();
    const { port = 0 } = await proxies.start(target, { port: 0 });
    await proxies.start(target, { path: join(folder, 'socket') });
    const client = connect(port, '127.0.0.1').on('error', () => {});
    await once(client, 'connect');
    expect(servers()).toBeGreaterThan(before);
    await close();
    expect(servers()).toBeLessThanOrEqual(before);
  });

  it('do not start where they cannot listen, and can be closed all the same', async () => {
    await expect(proxies.start(target, { path: join(folder, 'none', 'socket') })).rejects.toMatchObject({
      code: 'listen-address-unusable',
    });
    await close();
  });
});
