import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { available } from '../support/availability/available';
import { processesOf } from './support/remains';
import { iamConnection } from './support/world';

const here = available('postgresql').here && process.platform === 'linux';
const spec = specForConnection(iamConnection);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'starts-'));
  chmodSync(root, 0o755);
  for (const name of ['cache', 'run', 'bin']) mkdirSync(join(root, name));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

const entry = pathToFileURL(join(repositoryFolder, 'packages', 'emulator', 'src', 'index.ts')).href;
const program = `
const { default: { startEmulator } } = await import(${JSON.stringify(entry)});
await startEmulator(JSON.parse(process.env.SPEC));
`;

/** A start with an empty cache, and with a `cp` that takes longer. */
function start(seconds: number): ChildProcess {
  writeFileSync(join(root, 'bin', 'cp'), `#!/bin/sh\nsleep ${seconds}\nPATH=/usr/bin:/bin exec cp "$@"\n`);
  chmodSync(join(root, 'bin', 'cp'), 0o755);
  const PATH = `${join(root, 'bin')}:${process.env['PATH']}`;
  const env = { ...process.env, PATH, SPEC: JSON.stringify(spec), TMPDIR: join(root, 'run'), ALLOYDB_GKE_CACHE: join(root, 'cache') };
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    cwd: repositoryFolder,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const files = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { recursive: true }).map(String);
  } catch {
    return []; // It changes while it is read.
  }
};
const inRun = (pattern: RegExp) => (): boolean => files(join(root, 'run')).some((file) => pattern.test(file));
/** Besides what tsx keeps there. */
const runFolders = (): readonly string[] => readdirSync(join(root, 'run')).filter((name) => name.startsWith('alloydb-'));
const unfinished = (): readonly string[] => files(join(root, 'cache')).filter((file) => /unfinished/.test(file));
const works = (name: string) => (): boolean => processesOf(join(root, 'run')).some((line) => line.includes(name));

describe.skipIf(!here)('an emulator that is killed in its start leaves nothing behind', () => {
  it.each([
    ['initdb makes the first files', inRun(/template.template.base/), works('initdb'), 0],
    ['the template is copied into the cache', () => unfinished().length > 0, works('bin/cp'), 1],
    ['the template is copied for a server', inRun(/postgres-0$/), works('bin/cp'), 1],
    ['PostgreSQL starts', inRun(/postmaster\.pid$/), works('/postgres -D'), 0],
  ])('while %s', async (_, isThere, isAtWork, seconds) => {
    const child = start(seconds);
    await expect.poll(() => isThere() && isAtWork(), { interval: 5, timeout: 30_000 }).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect.poll(runFolders, { timeout: 15_000 }).toEqual([]);
    await expect.poll(() => processesOf(join(root, 'run')), { timeout: 5_000 }).toEqual([]);
    expect(unfinished()).toEqual([]);
  });
});

describe.skipIf(!here)('the start of an emulator', () => {
  it("is not led astray by the user's own variables for PostgreSQL", async () => {
    const variables = {
      PGSSLMODE: 'require',
      PGSSLNEGOTIATION: 'direct',
      PGOPTIONS: '-c default_transaction_read_only=on',
      PGCLIENTENCODING: 'LATIN1',
      PGGSSENCMODE: 'require',
      PGREQUIREAUTH: 'scram-sha-256',
      PGTARGETSESSIONATTRS: 'standby',
      PGSERVICE: 'elsewhere',
      PGHOST: 'db.example.com',
      PGDATA: '/nonexistent',
    };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    await using emulator = await startEmulator(spec, { temporaryFolder: join(root, 'run') });
    expect(emulator.log.refusals).toEqual([]);
  });
});
