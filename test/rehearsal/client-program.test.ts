import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientSettings } from '../../packages/rehearsal/src/client/client-settings';
import { runClient } from '../../packages/rehearsal/src/client/run-client';
import type { ClientRecord } from '../../packages/rehearsal/src/verdict/pod-facts';
import { available } from '../support/availability/available';
import { type RunningPostgresql, runPostgresql } from '../support/postgresql/run-postgresql';

const postgresql = available('postgresql');

const users = ['writer', 'inserter', 'reader', 'nobody', 'replica'] as const;

describe.skipIf(!postgresql.here)("the stand-in for the application's program", () => {
  let server: RunningPostgresql;
  let folder = '';

  beforeAll(async () => {
    server = await runPostgresql(postgresql.here ? postgresql.values.programs : '');
    folder = server.psql('SHOW unix_socket_directories').trim();
    server.psql(`
      ${users.map((user) => `CREATE ROLE ${user} LOGIN;`).join('\n')}
      CREATE DATABASE orders;
      \\connect orders
      CREATE TABLE sold (id int GENERATED ALWAYS AS IDENTITY, item int NOT NULL CHECK (item > 0));
      GRANT CREATE ON SCHEMA public TO writer, replica;
      GRANT INSERT ON sold TO inserter;
      GRANT SELECT ON sold TO reader;
      ALTER ROLE replica SET default_transaction_read_only = on;`);
  });
  afterAll(async () => server?.stop());

  /** The variables of a container, whose socket folder is elsewhere on this machine. */
  const variables = (user: string, database = 'orders'): Readonly<Record<string, string>> => ({
    PGHOST: '/sockets/primary',
    PGUSER: user,
    PGDATABASE: database,
  });
  const settings = (more: Partial<ClientSettings> = {}): ClientSettings => ({
    container: 'app',
    role: 'task',
    drainSeconds: 1,
    socketFolders: { '/sockets': '/nowhere', '/sockets/primary': folder },
    ...more,
  });
  const run = async (
    environment: Readonly<Record<string, string>>,
    more: Partial<ClientSettings> = {},
    terminated = new AbortController().signal,
  ): Promise<{ readonly exitCode: number; readonly records: readonly ClientRecord[] }> => {
    const records: ClientRecord[] = [];
    const exitCode = await runClient(settings(more), environment, (record) => records.push(record), terminated);
    return { exitCode, records };
  };

  it.each([
    ['writer', 'written', 0],
    ['inserter', 'written', 0],
    ['reader', 'may-only-read', 0],
    ['nobody', 'may-nothing', 1],
    ['replica', 'read-only', 0],
  ])('as %s finds that it is %s', async (user, outcome, exitCode) => {
    const seen = await run(variables(user));
    expect(seen.records).toMatchObject([
      { event: 'login', container: 'app', from: 'PGHOST', host: '/sockets/primary', port: 5432, user, database: 'orders', ok: true },
      { event: 'write', container: 'app', from: 'PGHOST', outcome },
    ]);
    expect(seen.exitCode).toBe(exitCode);
  });

  it.each(['task', 'application'] as const)(
    'as %s tries what no variable leads to once its own work is tried, and beside it',
    async (role) => {
      const [reached, missing] = ['served:/sockets/read', 'served:/sockets/none'] as const;
      const unnamed = { user: 'replica', database: 'orders', port: 5432 };
      const unnamedTargets = [
        { ...unnamed, from: reached, host: '/sockets/primary' },
        { ...unnamed, from: missing, host: '/sockets/none' },
      ];
      const terminated = new AbortController();
      if (role === 'application') setTimeout(() => terminated.abort(), 3000);
      const seen = await run(variables('writer'), { role, unnamedTargets }, terminated.signal);
      const told = seen.records.map((record) => [record.event, 'from' in record ? record.from : '', 'ok' in record ? record.ok : '']);
      expect(told.slice(0, 2)).toEqual([
        ['login', 'PGHOST', true],
        ['write', 'PGHOST', ''],
      ]);
      expect(told).toContainEqual(['write', reached, '']);
      expect(told).toContainEqual(['login', missing, false]);
      expect(told.filter(([event]) => event === 'settled' || event === 'drain')).toHaveLength(role === 'application' ? 2 : 0);
      expect(seen.exitCode).toBe(0);
    },
  );

  it.each([
    ['writer', ['login', 'write', 'quit-posted']],
    ['nobody', ['login', 'write']],
  ])('as %s posts to the admin server of the proxy only when its work is done', async (user, events) => {
    const posted: string[] = [];
    const server = createHttpServer((request, response) => {
      posted.push(`${request.method} ${request.url}`);
      response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const quitUrls = [`http://127.0.0.1:${(server.address() as AddressInfo).port}/quitquitquit`];
    const seen = await run(variables(user), { quitUrls });
    server.close();
    expect(seen.records.map(({ event }) => event)).toEqual(events);
    expect(posted).toEqual(events.includes('quit-posted') ? ['POST /quitquitquit'] : []);
  });

  it('leaves nothing of what it writes', () => {
    expect(server.psql('SELECT count(*) FROM sold', { database: 'orders' })).toBe('0\n');
    expect(server.psql("SELECT count(*) FROM pg_class WHERE relname LIKE 'alloydb%'", { database: 'orders' })).toBe('0\n');
  });

  it('says what the database said, with its SQLSTATE, and a task fails', async () => {
    const { records, exitCode } = await run(variables('writer', 'elsewhere'));
    expect(records).toMatchObject([{ ok: false, sqlstate: '3D000', error: 'database "elsewhere" does not exist' }]);
    expect(exitCode).toBe(1);
  });

  it('says that nothing listens', async () => {
    const { records } = await run({ PGHOST: '127.0.0.1', PGPORT: '1', PGUSER: 'writer', PGPASSWORD: 'hunter-2-secret' });
    expect(records).toMatchObject([{ ok: false, error: 'connect ECONNREFUSED 127.0.0.1:1' }]);
    expect(JSON.stringify(records)).not.toContain('hunter');
  });

  it('says that TLS was asked for and is not there', async () => {
    const { records } = await run(
      { ...variables('writer'), PGSSLMODE: 'require' },
      {
        targets: [{ from: 'PGHOST', host: folder, port: 5432, user: 'writer', database: 'orders', sslMode: 'require' }],
      },
    );
    expect(records).toMatchObject([{ ok: false, error: 'The server does not support SSL connections' }]);
  });

  it('says where no variable names a database', async () => {
    expect(await run({ HOME: '/' })).toEqual({ exitCode: 0, records: [{ event: 'no-database', container: 'app' }] });
  });

  it('ends at SIGTERM, also while it waits for an answer that never comes', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { readonly port: number };
    const terminated = new AbortController();
    setTimeout(() => terminated.abort(), 200);
    const began = performance.now();
    const role = 'application';
    const { exitCode } = await run({ PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'writer' }, { role }, terminated.signal);
    expect(performance.now() - began).toBeLessThan(3000);
    expect(exitCode).toBe(0);
    silent.close();
  });

  it('drains as an application does: nothing fails while the database is there', async () => {
    const terminated = new AbortController();
    setTimeout(() => terminated.abort(), 1000);
    const { records, exitCode } = await run(variables('writer'), { role: 'application', drainSeconds: 2 }, terminated.signal);
    const [drained] = records.filter((record) => record.event === 'drain');
    expect(drained).toMatchObject({ container: 'app', failed: 0 });
    expect(drained?.operations).toBeGreaterThanOrEqual(16);
    expect(drained?.seconds).toBeLessThan(4);
    expect(exitCode).toBe(0);
  });

  it('counts what fails in the drain when the database goes away', async () => {
    const other = await runPostgresql(postgresql.here ? postgresql.values.programs : '');
    const place = other.psql('SHOW unix_socket_directories').trim();
    const terminated = new AbortController();
    setTimeout(() => {
      terminated.abort();
      void other.stop();
    }, 1000);
    const environment = { PGHOST: place, PGUSER: 'postgres' };
    const { records } = await run(environment, { role: 'application', drainSeconds: 2, socketFolders: {} }, terminated.signal);
    const [drained] = records.filter((record) => record.event === 'drain');
    expect(drained?.failed).toBeGreaterThan(8);
    expect(drained?.firstError).toMatch(/./);
  });

  it('is a program that reads its settings from its argument and writes records on its standard output', async () => {
    const program = join(process.env['ALLOYDB_GKE_REHEARSAL_PROGRAMS'] ?? '', 'client-program.js');
    const argument = JSON.stringify(settings({ role: 'application', drainSeconds: 0.4 }));
    const client = spawn(process.execPath, [program, argument], {
      env: { ...variables('writer') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    for await (const chunk of client.stdout.setEncoding('utf8')) {
      output += String(chunk);
      if (String(chunk).includes('"write"')) setTimeout(() => client.kill('SIGTERM'), 600);
    }
    if (client.exitCode === null) await once(client, 'exit');
    expect(client.exitCode).toBe(0);
    const events = output
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as ClientRecord).event);
    expect(events).toEqual(['login', 'write', 'settled', 'drain']);
  });
});
