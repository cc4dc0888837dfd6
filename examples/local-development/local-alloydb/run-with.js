// Runs a command with a local AlloyDB behind the real Auth Proxy: `node local-alloydb/run-with.js node --test`.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAuthProxy } from './find-auth-proxy.js';
import { Programs } from './programs.js';

const spec = fileURLToPath(new URL('../spec.yaml', import.meta.url));
// `alloydb-gke` itself, without a shell or a package manager in between that would keep signals for itself.
const cli = createRequire(import.meta.url).resolve('@alloydb-gke/cli/package.json');
const alloydbGke = join(dirname(cli), 'bin', 'alloydb-gke.js');

/** The variable of the application for each type of instance. */
const variableNames = { PRIMARY: 'DATABASE_URL', READ_POOL: 'DATABASE_READ_URL' };

/** Starts the emulator, and an Auth Proxy for each instance. Gives the variables of the application. */
async function startAlloyDB(programs) {
  const authProxy = findAuthProxy();
  const emulator = [process.execPath, alloydbGke, 'emulator', spec, '--output', 'json', '--proxy-port', 'free'];
  const { waysIn } = await programs.start('The emulator', emulator, (line) => line.startsWith('{"type":"ready"') && JSON.parse(line));
  const variables = {};
  for (const { type, user, database, auth, client, proxy } of waysIn) {
    // A user with a password would need it here as well; this application logs in as the IAM database user of its pod.
    if (auth !== 'iam' || !proxy || variableNames[type] in variables) continue;
    // The script gives the proxy the environment of the pod: none of the developer's own credentials, proxies and settings.
    const words = ['sh', client.script, authProxy, ...proxy.arguments];
    await programs.start('The Auth Proxy', words, (line) => line.includes('ready for new connections'));
    const { host, port } = proxy.address;
    variables[variableNames[type]] =
      `postgresql://${encodeURIComponent(user)}@${host}:${port}/${encodeURIComponent(database)}?sslmode=disable`;
  }
  if (!variables.DATABASE_URL) {
    throw new Error(
      `Nobody can log in to a primary instance: ${spec} needs an IAM database user and a Kubernetes service account with its iamServiceAccount.`,
    );
  }
  return variables;
}

/** The environment of the application: its databases, and not what the developer's shell says of other ones (PGHOST, PGSSLMODE, …). */
function applicationEnvironment(variables) {
  const own = Object.entries(process.env).filter(([name]) => !/^PG[A-Z]/.test(name));
  return { ...Object.fromEntries(own), ...variables };
}

const command = process.argv.slice(2);
if (command.length === 0) {
  process.stderr.write('The command is missing: node local-alloydb/run-with.js COMMAND, for example `node --test`.\n');
  process.exit(2);
}
const ended = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ended.abort());
const programs = new Programs();
const stopped = new Promise((_, reject) => ended.signal.addEventListener('abort', () => reject(ended.signal.reason), { once: true }));
try {
  const variables = await Promise.race([startAlloyDB(programs), stopped]);
  process.exitCode = await programs.run(command, applicationEnvironment(variables), stopped);
} catch (error) {
  process.exitCode = ended.signal.aborted ? 130 : 1;
  if (!ended.signal.aborted) process.stderr.write(`${error.message.trimEnd()}\n`);
} finally {
  await programs.end();
}
