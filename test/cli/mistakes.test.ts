import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { type BuiltCommand, buildCommand } from './support/built-command';
import { type CommandEnd, type RunOptions, runCommand } from './support/run-command';
import { specText, temporaryFile } from './support/spec-file';

let command: BuiltCommand;
beforeAll(async () => {
  command = await buildCommand();
});
afterAll(() => command.remove());

/** Runs the command to its end, and checks that nothing of it is left. */
async function run(words: readonly string[], options?: RunOptions): Promise<CommandEnd> {
  await using running = runCommand(command.script, words, options);
  const end = await running.end;
  expect(running.leftovers()).toEqual([]);
  return end;
}

async function runWith(text: string, words: readonly string[] = [], options?: RunOptions): Promise<CommandEnd & { readonly path: string }> {
  using file = temporaryFile('spec.yaml', text);
  return { ...(await run(['emulator', file.path, ...words], options)), path: file.path };
}

describe('the command line', () => {
  it('says what it takes when it is asked, on standard output', async () => {
    const { exitCode, output, errors } = await run(['help', 'emulator']);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    expect(output).toContain('Usage: alloydb-gke emulator [options] <spec>');
    expect(output).toContain('alloydb-gke emulator spec.yaml --connection connection.json');
  });

  it('suggests the command that was probably meant', async () => {
    expect(await run(['emulatr'])).toMatchObject({
      exitCode: 2,
      output: '',
      errors: `alloydb-gke: Unknown command 'emulatr' (did you mean emulator?).\n  Run "alloydb-gke help" to see what it takes.\n`,
    });
  });

  it('says which argument is missing', async () => {
    const { exitCode, errors } = await run(['emulator']);
    expect({ exitCode, errors }).toEqual({
      exitCode: 2,
      errors: `alloydb-gke emulator: Missing required argument 'spec'.\n  Run "alloydb-gke help emulator" to see what it takes.\n`,
    });
  });

  it('colours a pipe only when it is told to', async () => {
    const escape = String.fromCharCode(27);
    expect((await run(['emulatr'], { environment: { CI: 'true' } })).errors).not.toContain(escape);
    expect((await run(['emulatr'], { environment: { FORCE_COLOR: '1' } })).errors).toContain(escape);
    expect((await run(['emulatr'], { environment: { FORCE_COLOR: '1', NO_COLOR: '1' } })).errors).not.toContain(escape);
  });
});

describe('a spec', () => {
  it('that is not there is named', async () => {
    const { exitCode, errors } = await run(['emulator', 'nowhere.yaml']);
    expect({ exitCode, errors }).toEqual({
      exitCode: 3,
      errors: 'nowhere.yaml: The file cannot be read: no such file or directory.\n  Correct its name, or its permissions.\n',
    });
  });

  it('that is not YAML is reported with every line and column, and no line is quoted', async () => {
    const { exitCode, errors, path } = await runWith('clusters:\n  one: {}\n  one: {}\nusers: { app: { password: "secret }\n');
    expect(exitCode).toBe(3);
    expect(errors).toMatch(/^2 problems/);
    expect(errors).toContain(`${path}:3:3: The YAML cannot be read: Map keys must be unique.`);
    expect(errors).toContain(`${path}:5:1: The YAML cannot be read: Missing closing "quote.`);
    expect(errors).not.toContain('secret');
  });

  it('is reported with all mistakes at once, each with its path and without a stack', async () => {
    const text = specText().replace('auth: iam }', 'auth: iamm }').replace('namespace: shop', 'namespace: Shop').concat('region: there\n');
    const { exitCode, errors } = await runWith(text);
    expect(exitCode).toBe(3);
    expect(errors).toContain('3 problems');
    expect(errors).toContain('users["orders@my-project.iam"].auth: "iamm" is not a value that this field can have.');
    expect(errors).toContain('kubernetesServiceAccounts[0].namespace: "Shop" is not a name in Kubernetes.');
    expect(errors).toContain('spec: There is no field "region" here.');
    expect(errors).not.toMatch(/^ +at /m);
  });

  it('can be JSON, and its mistakes can be read by programs', async () => {
    const { exitCode, output, errors } = await runWith('{"clusters": {}}', ['--output', 'json']);
    expect({ exitCode, errors }).toEqual({ exitCode: 3, errors: '' });
    expect(JSON.parse(output)).toMatchObject({ type: 'failed', problems: [{ code: 'no-clusters', path: 'clusters' }] });
  });
});

describe('a machine that does not allow it', () => {
  it.skipIf(!available('postgresql').here)('is told which port is in use', async () => {
    await using server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { exitCode, errors } = await runWith(specText(`ports: { adminApi: ${port} }`));
    expect({ exitCode, errors }).toEqual({
      exitCode: 4,
      errors: `ports.adminApi: The port ${port} of 127.0.0.1 is in use.\n  End the program that listens there, or choose another port under ports.\n`,
    });
  });

  it('is told which address it does not have, and the command that adds it', async () => {
    const text = specText().replace('primary: { ', 'primary: { addresses: { PRIVATE: 192.0.2.7 }, ');
    const { exitCode, errors } = await runWith(text);
    expect(exitCode).toBe(4);
    expect(errors).toContain('This machine has no address 192.0.2.7');
    expect(errors).toMatch(/Run "(ip address add 192\.0\.2\.7\/32 dev lo|sudo ifconfig lo0 alias 192\.0\.2\.7)"/);
  });

  it('is told what to install where PostgreSQL is missing', async () => {
    const without = join(import.meta.dirname, 'support', 'machine-without-postgresql.cjs');
    const { exitCode, errors } = await runWith(specText(), [], { environment: { PATH: '', NODE_OPTIONS: `--require ${without}` } });
    expect(exitCode).toBe(4);
    expect(errors).toMatch(/^postgres: There is no PostgreSQL on this machine: neither in pg_config, nor in PATH, nor in /);
    expect(errors).toContain('Install PostgreSQL 14 or newer');
  });

  it('is told that a folder holds no PostgreSQL', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-postgresql-'));
    const { exitCode, errors } = await runWith(specText(), ['--postgres', folder]);
    rmSync(folder, { recursive: true });
    expect(exitCode).toBe(4);
    expect(errors).toContain(`${folder} holds no PostgreSQL`);
  });
});

describe.skipIf(!available('postgresql').here)('a connection document', () => {
  it('of a spec with several database users asks for one of them, before anything is started', async () => {
    const { exitCode, errors } = await runWith(specText(), ['--connection', 'connection.json', '--postgres', '/nowhere']);
    expect(exitCode).toBe(2);
    expect(errors).toContain('A connection document is for one database user, and 2 fit: "orders@my-project.iam" of ');
    expect(errors).toContain('Choose one with the options --user and --cluster.');
  });

  it('of a user that is not declared says who is', async () => {
    const { exitCode, errors } = await runWith(specText(), ['--connection', 'connection.json', '--user', 'nobody']);
    expect(exitCode).toBe(3);
    expect(errors).toContain('The spec declares no database user with a database that fits "nobody".');
  });

  it('of a user that nobody can be says what to declare', async () => {
    const text = specText().replace(', iamServiceAccount: orders@my-project.iam.gserviceaccount.com }', ' }');
    const { exitCode, errors } = await runWith(text, ['--connection', 'connection.json', '--user', 'orders@my-project.iam']);
    expect(exitCode).toBe(3);
    expect(errors).toContain('No Kubernetes service account of the spec acts as "orders@my-project.iam".');
  });

  it('that cannot be written is reported', async () => {
    const { exitCode, errors } = await runWith(specText(), ['--connection', 'no/such/folder.json', '--user', 'app']);
    expect({ exitCode, errors }).toEqual({
      exitCode: 3,
      errors:
        'no/such/folder.json: The file cannot be written: no such file or directory.\n  Name a file in a folder that exists and can be written.\n',
    });
  });

  it.each(['0', 'x', '65536'])('and the first port of the proxies: %s is none', async (port) => {
    const { exitCode, errors } = await runWith(specText(), ['--proxy-port', port]);
    expect(exitCode).toBe(2);
    expect(errors).toContain(`"${port}" is not a port that the proxies can begin at.`);
  });
});
