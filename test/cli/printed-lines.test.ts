import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { runProgram } from '../../tools/workspace/run-program.mjs';
import { freePort } from '../emulator/support/free-port';
import { available } from '../support/availability/available';
import { type BuiltCommand, buildCommand } from './support/built-command';
import { developersShell } from './support/developers-shell';
import { runCommand } from './support/run-command';
import { cluster, specText, temporaryFile } from './support/spec-file';

const postgresql = available('postgresql');
const authProxy = available('auth-proxy');
const programs = postgresql.here ? postgresql.values.programs : '';
const program = authProxy.here ? authProxy.values.program : '';

let command: BuiltCommand;
beforeAll(async () => {
  command = await buildCommand();
});
afterAll(() => command.remove());

/** Where the APIs are. */
interface Addresses {
  readonly adminApi: string;
  readonly adminApiGrpc: string;
}

const go = available('go-connector');
const python = available('python-connector');
const goProgram = go.here ? go.values.program : '';
const packages = python.here ? python.values.packages : '';
const pythonProgram = join(repositoryFolder, 'test', 'emulator', 'python-connector', 'main.py');

const impersonator = 'serviceAccount:pod@my-project.iam.gserviceaccount.com';

/** Ways for the IAM user to come in, each as a change of the spec. */
const ways = [
  ['its Kubernetes service account', specText()],
  ['a public address', specText().replace('primary: { ', 'primary: { ipTypes: [PUBLIC], ')],
  [
    'impersonation',
    specText()
      .replace('iamServiceAccount: orders@', 'iamServiceAccount: pod@')
      .replace(
        "roles/iam.workloadIdentityUser, members: ['serviceAccount:my-project.svc.id.goog[shop/orders]'] }]",
        `roles/iam.serviceAccountTokenCreator, members: ['${impersonator}'] }]
      pod:
        iam: [{ role: roles/iam.workloadIdentityUser, members: ['serviceAccount:my-project.svc.id.goog[shop/orders]'] }]`,
      ),
  ],
] as const;

/** What a command printed for one user, line by line. */
const printedLines = (text: string): readonly string[] => text.split('\n').map((line) => line.trim());

describe.skipIf(!authProxy.here || !postgresql.here)(
  "the printed lines can be pasted into a developer's shell: the Auth Proxy, then psql",
  () => {
    it.each(ways)('through %s', async (_, text) => {
      const port = await freePort();
      using spec = temporaryFile('spec.yaml', text);
      await using running = runCommand(command.script, ['emulator', spec.path, '--proxy-port', String(port)]);
      await running.until('ready', () => running.output().includes('What happens:'));
      const printed = printedLines(running.output());
      const proxyLine = printed.find((line) => line.includes('alloydb-auth-proxy ')) ?? '';
      const psqlLine = printed.find((line) => line.includes(' psql ') && line.includes(`port=${port} `)) ?? '';
      using shell = developersShell();
      const env = { ...shell.environment, PATH: [dirname(program), programs, process.env['PATH']].join(delimiter) };
      // In a group of its own, for the proxy is a child of the shell.
      const proxy = spawn('/bin/sh', ['-c', proxyLine], { env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
      try {
        let log = '';
        proxy.stdout.setEncoding('utf8').on('data', (chunk: string) => (log += chunk));
        await running.until('the Auth Proxy listens', () => log.includes('ready for new connections'));
        const { output } = await runProgram('/bin/sh', ['-c', `${psqlLine} --no-psqlrc -Atc 'SELECT current_user'`], { env });
        expect(output).toBe('orders@my-project.iam\n');
      } finally {
        process.kill(-(proxy.pid ?? 0), 'SIGKILL');
      }
      await running.until('the log says so', () => /\d\d:\d\d:\d\d primary: .*orders@my-project\.iam/.test(running.output()));
      running.pressCtrlC();
      expect((await running.end).exitCode).toBe(0);
      expect(running.leftovers()).toEqual([]);
    });
  },
);

const connectors = [
  { name: 'the Go connector', here: go.here, line: (addresses: Addresses) => [goProgram, `--endpoint=${addresses.adminApi}`] },
  {
    name: 'the Python connector',
    here: python.here,
    line: (addresses: Addresses) => ['env', `PYTHONPATH=${packages}`, 'python3', pythonProgram, `--endpoint=${addresses.adminApiGrpc}`],
  },
] as const;

describe.skipIf(!postgresql.here)("the printed script runs a connector from a developer's shell", () => {
  it.for(connectors)('$name', async ({ here, line }, { skip }) => {
    skip(!here);
    using spec = temporaryFile('spec.yaml', specText());
    using shell = developersShell();
    await using running = runCommand(command.script, ['emulator', spec.path]);
    await running.until('ready', () => running.output().includes('What happens:'));
    const [, script = ''] = /sh (\S+\/as\/shop\/orders) YOUR-PROGRAM/.exec(running.output()) ?? [];
    const [, adminApi = ''] = /Admin API +(http:\S+)/.exec(running.output()) ?? [];
    const [, adminApiGrpc = ''] = /Admin API over gRPC +(\S+)/.exec(running.output()) ?? [];
    const login = [`--instance=${cluster}/instances/primary`, '--user=orders@my-project.iam', '--database=orders'];
    const env = { ...shell.environment, PATH: process.env['PATH'] };
    const { output } = await runProgram('sh', [script, ...line({ adminApi, adminApiGrpc }), ...login], { env });
    expect(output).toContain('connected as orders@my-project.iam');
    expect(running.output()).toContain('orders@my-project.iam');
  });

  it('says that the command is missing where none is given', async () => {
    using spec = temporaryFile('spec.yaml', specText());
    await using running = runCommand(command.script, ['emulator', spec.path]);
    await running.until('ready', () => running.output().includes('What happens:'));
    const [, script = ''] = /sh (\S+) YOUR-PROGRAM/.exec(running.output()) ?? [];
    expect(await runProgram('sh', [script])).toEqual({ exitCode: 2, output: `The command is missing: sh ${script} COMMAND ...\n` });
  });
});
