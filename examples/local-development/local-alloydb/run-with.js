// Runs a command with a local AlloyDB behind the real Auth Proxy: `node local-alloydb/run-with.js node --test`.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAuthProxy } from './find-auth-proxy.js';
import { Programs } from './programs.js';

const spec = fileURLToPath(new URL('../spec.yaml', import.meta.url));
// `alloydb-gke` itself, without a shell or a package manager in between that would keep signals for itself.
const cli = createRequire(import.meta.url).resolve('@alloydb-gke/cli/package.json');
const alloydbGke = join(dirname(cli), 'bin', 'alloydb-gke.js');

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The first of two free ports, below those that the system hands out by itself. */
async function freePorts() {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

/** Starts the emulator, and an Auth Proxy for each instance. Gives the variables of the application. */
async function startAlloyDB(programs) {
  const authProxy = findAuthProxy();
  const emulator = [process.execPath, alloydbGke, 'emulator', spec, '--output', 'json', '--proxy-port', String(await freePorts())];
  const { waysIn } = await programs.start('The emulator', emulator, {}, (line) => line.startsWith('{"type":"ready"') && JSON.parse(line));
  const variables = {};
  for (const { type, user, database, proxy } of waysIn) {
    const isReady = (line) => line.includes('ready for new connections');
    await programs.start('The Auth Proxy', [authProxy, ...proxy.arguments], proxy.environment, isReady);
    const { host, port } = proxy.address;
    const name = type === 'READ_POOL' ? 'DATABASE_READ_URL' : 'DATABASE_URL';
    variables[name] = `postgresql://${encodeURIComponent(user)}@${host}:${port}/${encodeURIComponent(database)}?sslmode=disable`;
  }
  return variables;
}

/** Runs the command to its end. */
async function run([file, ...words], variables, signal) {
  const child = spawn(file, words, { env: { ...process.env, ...variables }, stdio: 'inherit', signal });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

const ended = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ended.abort());
const programs = new Programs();
try {
  const variables = await startAlloyDB(programs);
  process.exitCode = await run(process.argv.slice(2), variables, ended.signal);
} catch (error) {
  process.exitCode = ended.signal.aborted ? 130 : 1;
  if (!ended.signal.aborted) process.stderr.write(`${error.message}\n`);
} finally {
  await programs.end();
}
