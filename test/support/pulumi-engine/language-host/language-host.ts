// A language host for Node.js, as the engine starts it: it starts the SDK's own runtime, for programs (`run`) and for plugins
// (`runPlugin`). It installs nothing and generates nothing. Source: https://github.com/pulumi/pulumi/blob/master/proto/pulumi/language.proto
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Empty, fromPackage, grpc, LanguageRuntimeService, plugins } from '../sdk-modules';
import { serveGrpc } from '../serve-grpc';

const messages: typeof import('@pulumi/pulumi/proto/language_pb') = fromPackage('@pulumi/pulumi/proto/language_pb');

type Answer = (error: unknown, response?: object) => void;
type Child = ChildProcessByStdio<null, Readable, Readable>;

interface Call<Request> {
  readonly request: Request;
  write(response: object): void;
  end(): void;
  destroy(error: Error): void;
  on(event: 'cancelled', listener: () => void): void;
}

type RunPluginRequest = InstanceType<typeof messages.RunPluginRequest>;
type RunPluginResponse = InstanceType<typeof messages.RunPluginResponse>;
type RunRequest = InstanceType<typeof messages.RunRequest>;

const children = new Set<Child>();

/** Starts a program of the SDK that the folder has. */
function start(folder: string, program: string, args: readonly string[], cwd: string, variables: Record<string, string>): Child {
  const script = createRequire(join(folder, 'package.json')).resolve(`@pulumi/pulumi/cmd/${program}`);
  const env = { ...process.env, ...variables };
  const child = spawn(process.execPath, [script, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  child.on('close', () => children.delete(child));
  return child;
}

function endAll(): void {
  for (const child of children) child.kill();
}

function runPlugin(call: Call<RunPluginRequest>): void {
  const { request } = call;
  const folder = request.getInfo()?.getProgramDirectory() ?? '';
  const variables = Object.fromEntries(request.getEnvList().map((entry) => entry.split(/=(.*)/s).slice(0, 2) as [string, string]));
  const child = start(folder, 'run-plugin', ['--pwd', request.getPwd(), folder, ...request.getArgsList()], request.getPwd(), variables);
  const send = (set: (response: RunPluginResponse) => void): void => {
    const response = new messages.RunPluginResponse();
    set(response);
    call.write(response);
  };
  child.stdout.on('data', (part: Buffer) => send((response) => response.setStdout(part)));
  child.stderr.on('data', (part: Buffer) => send((response) => response.setStderr(part)));
  child.on('close', (code) => {
    send((response) => response.setExitcode(code ?? 1));
    call.end();
  });
  call.on('cancelled', () => void child.kill());
}

function run({ request }: Call<RunRequest>, answer: Answer): void {
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: process.argv.at(-1) ?? '',
    project: request.getProject(),
    stack: request.getStack(),
    organization: request.getOrganization(),
    pwd: request.getPwd(),
    parallel: String(request.getParallel()),
  };
  const info = request.getInfo();
  const dryRun = request.getDryrun() ? ['--dry-run'] : [];
  const args = [...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]), ...dryRun];
  const child = start(
    info?.getProgramDirectory() ?? '',
    'run',
    [...args, info?.getEntryPoint() || '.', ...request.getArgsList()],
    request.getPwd(),
    {
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      PULUMI_NODEJS_TYPESCRIPT: 'true',
    },
  );
  child.stdout.pipe(process.stdout);
  child.stderr.pipe(process.stderr);
  child.on('close', (code) => {
    const response = new messages.RunResponse();
    // What the runtime ends with when it has told the engine already.
    if (code === 32) response.setBail(true);
    else if (code !== 0) response.setError(`The program ended with ${code}.`);
    answer(null, response);
  });
}

const empty = (Message: new () => object) => (_: unknown, answer: Answer) => answer(null, new Message());

const methods: Readonly<Record<string, unknown>> = {
  handshake: empty(messages.LanguageHandshakeResponse),
  getPluginInfo: empty(plugins.PluginInfo),
  getRequiredPackages: empty(messages.GetRequiredPackagesResponse),
  getProgramDependencies: empty(messages.GetProgramDependenciesResponse),
  runtimeOptionsPrompts: empty(messages.RuntimeOptionsResponse),
  about: empty(messages.AboutResponse),
  installDependencies: (call: Call<unknown>) => call.end(),
  cancel: (_: unknown, answer: Answer) => {
    endAll();
    answer(null, new Empty());
  },
  runPlugin,
  run,
};

function notThere(call: Call<unknown>, answer?: Answer): void {
  const error = Object.assign(new Error('This language host does not do that.'), { code: grpc.status.UNIMPLEMENTED });
  if (answer) answer(error);
  else call.destroy(error);
}

const all = Object.keys(LanguageRuntimeService).map((name) => [name, methods[name] ?? notThere]);
const { port } = await serveGrpc(LanguageRuntimeService, Object.fromEntries(all));
process.stdout.write(`${port}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    endAll();
    process.exit(0);
  });
}
