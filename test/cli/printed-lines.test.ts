import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../tools/workspace/run-program.mjs';
import { freePort } from '../emulator/support/free-port';
import { available } from '../support/availability/available';
import { type BuiltCommand, buildCommand } from './support/built-command';
import { runCommand } from './support/run-command';
import { specText, temporaryFile } from './support/spec-file';

const postgresql = available('postgresql');
const authProxy = available('auth-proxy');
const programs = postgresql.here ? postgresql.values.programs : '';
const program = authProxy.here ? authProxy.values.program : '';

let command: BuiltCommand;
beforeAll(async () => {
  command = await buildCommand();
});
afterAll(() => command.remove());

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

describe.skipIf(!authProxy.here || !postgresql.here)('the printed lines can be pasted: the Auth Proxy, then psql', () => {
  it.each(ways)('through %s', async (_, text) => {
    const port = await freePort();
    using spec = temporaryFile('spec.yaml', text);
    await using running = runCommand(command.script, ['emulator', spec.path, '--proxy-port', String(port)]);
    await running.until('ready', () => running.output().includes('What happens:'));
    const printed = running
      .output()
      .split('\n')
      .map((line) => line.trim());
    const proxyLine = printed.find((line) => line.includes('alloydb-auth-proxy ')) ?? '';
    const psqlLine = printed.find((line) => line.startsWith('psql ') && line.includes(`port=${port} `)) ?? '';
    const env = { PATH: [dirname(program), programs, process.env['PATH']].join(delimiter), HOME: '/nonexistent' };
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
});
