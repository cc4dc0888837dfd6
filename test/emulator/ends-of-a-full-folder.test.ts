import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmulatorError, type RunningEmulator, specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { failure } from './support/query';
import { footprint, remains } from './support/remains';
import { builtInConnection, iamConnection, password, primary } from './support/world';

const here = available('postgresql').here && available('file-system-of-a-test').here;

let folder: string;
const mount = (size: string): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=1777`, 'tmpfs', folder]);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'full-'));
});
afterEach(() => {
  execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
});

/** Takes what is free, but for some bytes. */
function fill(left: number): string {
  const { bavail, bsize } = statfsSync(folder);
  const file = join(folder, 'filling');
  writeFileSync(file, Buffer.alloc(bavail * bsize - left));
  return file;
}

async function connected(emulator: RunningEmulator): Promise<Client> {
  const [host = '', port = ''] = (emulator.addresses.instances[primary]?.direct ?? '').split(':');
  const client = new Client({ host, port: Number(port), user: 'app', password, database: 'orders' });
  client.on('error', () => {});
  await client.connect();
  return client;
}

describe.skipIf(!here)('an emulator whose file system is full', () => {
  it('says so at the start, and leaves nothing behind', async () => {
    mount('20m');
    const said = await startEmulator(specForConnection(iamConnection), { temporaryFolder: folder }).catch((error: unknown) => error);
    expect(said).toBeInstanceOf(EmulatorError);
    expect(String(said)).toMatch(/There is no space left in .*Free some/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says so when not even its own files find place, and leaves nothing behind', async () => {
    mount('1m');
    fill(0);
    const said = await startEmulator(specForConnection(iamConnection), { temporaryFolder: folder }).catch((error: unknown) => error);
    expect(String(said)).toMatch(/There is no space left in .*Free some/);
    expect(readdirSync(folder)).toEqual(['filling']);
  });

  it('tells the client that writes while it runs, and goes on when there is space again', async () => {
    mount('300m');
    const emulator = await startEmulator(specForConnection(builtInConnection, { password }), { temporaryFolder: folder });
    const left = footprint(emulator);
    const client = await connected(emulator);
    await client.query('CREATE UNLOGGED TABLE numbers (number text)');
    const filling = fill(1_000_000);
    const insert = "INSERT INTO numbers SELECT repeat('x', 1000) FROM generate_series(1, 20000)";
    expect(await failure(client.query(insert))).toMatch(/No space left on device/);
    expect(emulator.log.refusals.at(-1)).toMatchObject({ code: 'disk-full', message: expect.stringContaining('no space left') });
    rmSync(filling);
    expect(await failure(client.query(insert))).toBe('it went well');
    await client.end();
    await emulator.stop();
    expect(await remains(left)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('ends with that reason when PostgreSQL itself falls over it, and leaves nothing behind', async () => {
    mount('300m');
    const emulator = await startEmulator(specForConnection(builtInConnection, { password }), { temporaryFolder: folder });
    const left = footprint(emulator);
    const client = await connected(emulator);
    fill(500_000);
    const write = "SELECT count(pg_logical_emit_message(false, 'a test', repeat('x', 1000000))) FROM generate_series(1, 400)";
    expect(await failure(client.query(write))).toMatch(/No space left on device/);
    await client.end().catch(() => {});
    expect(await emulator.ended).toMatch(/ has ended on its own: .*No space left on device\.$/);
    expect(emulator.log.refusals.map(({ code }) => code)).toContain('disk-full');
    expect(await remains(left)).toEqual([]);
    expect(readdirSync(folder)).toEqual(['filling']);
  });
});
