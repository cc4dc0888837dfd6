import { spawnSync } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connector, diagnosticsChannels } from '@alloydb-gke/connector';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { Client, type ClientConfig, Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { currentUser, failure } from '../emulator/support/query';
import { bothKindsOfUsers, iamUser, password, primary } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { connectorFor } from './support/connected';

const app: ClientConfig = { user: 'app', password, database: 'orders' };

/** What is published next on a channel. */
function nextEvent(channel: string): Promise<unknown> {
  return new Promise((resolve) => {
    const heard = (event: unknown): void => {
      unsubscribe(channel, heard);
      resolve(event);
    };
    subscribe(channel, heard);
  });
}

describe.skipIf(!available('postgresql').here)('a local proxy', () => {
  let emulator: RunningEmulator;
  let connector: Connector;
  let folder: string;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  beforeEach(() => {
    connector = connectorFor(emulator);
    folder = mkdtempSync(join(tmpdir(), 'alloydb-connector-'));
  });
  afterEach(async () => {
    await emulator.faults.clear();
    await connector.close({ drainTimeout: 0 });
    rmSync(folder, { recursive: true });
  });
  afterAll(() => emulator.stop());

  it('serves any number of clients over TCP', async () => {
    const { host, port, path } = await connector.startLocalProxy({ instanceUri: primary, port: 0 });
    expect({ host, path }).toEqual({ host: '127.0.0.1', path: undefined });
    const pool = new Pool({ ...app, host: '127.0.0.1', ...(port !== undefined && { port }), max: 20 });
    const users = await Promise.all(Array.from({ length: 20 }, () => pool.query('SELECT current_user, pg_sleep(0.1)')));
    expect(users.map(({ rows }) => rows[0].current_user)).toEqual(Array(20).fill('app'));
    expect(pool.totalCount).toBe(20);
    await pool.end();
  });

  it('serves clients over a unix socket, and removes it', async () => {
    const path = join(folder, '.s.PGSQL.5432');
    await using proxy = await connector.startLocalProxy({ instanceUri: primary, authType: 'IAM', listenOptions: { path } });
    expect(proxy).toMatchObject({ path, host: undefined, port: undefined });
    expect(await currentUser({ host: folder, user: iamUser, database: 'orders' })).toBe(iamUser);
    await proxy.close();
    expect(existsSync(path)).toBe(false);
  });

  it('takes over a unix socket that a killed process has left behind', async () => {
    const path = join(folder, '.s.PGSQL.5432');
    const program = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
    spawnSync(process.execPath, ['--eval', program]);
    expect(existsSync(path)).toBe(true);
    await connector.startLocalProxy({ instanceUri: primary, path });
    expect(await currentUser({ ...app, host: folder })).toBe('app');
  });

  it('leaves alone what somebody listens on', async () => {
    const path = join(folder, '.s.PGSQL.5432');
    const server = createServer().listen(path);
    await expect(connector.startLocalProxy({ instanceUri: primary, path })).rejects.toMatchObject({
      code: 'listen-address-in-use',
      message: expect.stringContaining(`The local proxy cannot listen at ${path}: somebody else does.`),
    });
    const { port } = await connector.startLocalProxy({ instanceUri: primary, port: 0 });
    await expect(connector.startLocalProxy({ instanceUri: primary, ...(port !== undefined && { port }) })).rejects.toMatchObject({
      code: 'listen-address-in-use',
    });
    server.close();
  });

  it('leaves a file alone that is no socket', async () => {
    const path = join(folder, 'important.txt');
    writeFileSync(path, 'important');
    await expect(connector.startLocalProxy({ instanceUri: primary, path })).rejects.toMatchObject({ code: 'listen-address-in-use' });
    expect(readFileSync(path, 'utf8')).toBe('important');
  });

  it('does not start any more while its connector closes', async () => {
    const before = process.getActiveResourcesInfo().length;
    const started = connector.startLocalProxy({ instanceUri: primary, port: 0 });
    started.catch(() => {});
    await connector.close();
    expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before);
    await expect(started).rejects.toMatchObject({ code: 'connector-closed' });
  });

  it('says why it cannot listen', async () => {
    const path = join(folder, 'none', '.s.PGSQL.5432');
    await expect(connector.startLocalProxy({ instanceUri: primary, path })).rejects.toMatchObject({ code: 'listen-address-unusable' });
    await expect(connector.startLocalProxy({ instanceUri: primary, port: 70_000 })).rejects.toMatchObject({
      code: 'connector-option-invalid',
      message: expect.stringContaining('70000 cannot be the value of the option port. Set port to a port from 0 to 65535.'),
    });
  });

  it.each([[{}], [{ ssl: 'prefer' }]])('tells the client why there is no connection: %j', async () => {
    await emulator.faults.on('admin-api-not-found');
    const { port } = await connector.startLocalProxy({ instanceUri: primary, port: 0 });
    const said = await failure(currentUser({ ...app, ...(port !== undefined && { port }) }));
    expect(said).toContain(`There is no instance ${primary}, or it is not to be seen with these credentials (404)`);
  });

  it('answers a client that asks for encryption, as libpq does', async () => {
    await emulator.faults.on('metadata-exchange-error');
    const { port = 0 } = await connector.startLocalProxy({ instanceUri: primary, port: 0 });
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])));
      socket.on('data', (chunk) => {
        if (text === '') socket.write(Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]));
        text += String(chunk);
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^NE.*FATAL.*08006.*refuses the connection: The metadata exchange fails, for it was told to\./s);
  });

  it('lets clients go that go away during the dial', async () => {
    await emulator.faults.on('metadata-exchange-silent');
    const [refreshed, dialled] = [nextEvent(diagnosticsChannels.refresh), nextEvent(diagnosticsChannels.dial)];
    const { port = 0 } = await connector.startLocalProxy({ instanceUri: primary, port: 0 });
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from([0, 0, 0, 8, 0, 3, 0, 0])));
    await refreshed;
    socket.destroy();
    // Long before it would have taken too long.
    expect(await dialled).toMatchObject({ error: 'dial-abandoned', instanceUri: primary });
  });

  it('ends with its connector, which lets its clients finish', async () => {
    const { port = 0 } = await connector.startLocalProxy({ instanceUri: primary, port: 0 });
    const client = new Client({ ...app, host: '127.0.0.1', port });
    await client.connect();
    const slow = client.query('SELECT pg_sleep(0.5), 42 AS answer').then(async ({ rows }) => {
      await client.end();
      return rows[0].answer;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = connector.close();
    await expect(currentUser({ ...app, port })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(await slow).toBe(42);
    await closed;
  });
});
