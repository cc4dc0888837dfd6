// The stand-in for the Auth Proxy: its command line, with the connector behind it. The rehearsal starts it in the place of the
// program that cannot be had, and every report says so.
import { request } from 'node:http';
import {
  checkInvocation,
  type ParsedArgs,
  type ProxyInvocation,
  parseArgs,
  parseEnvironment,
  severityOf,
  verifiedProxyVersion,
} from '@alloydb-gke/core';
import { readSeconds } from '../pod-host/client-invocation';
import { StandInLog } from './stand-in-log';
import { type EndReason, StandInProxy } from './stand-in-proxy';

function fail(message: string): never {
  process.stderr.write(`Error: ${message}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const parsed = parseArgs(process.argv.slice(2));
  if (parsed.command === 'serve') return serve(parsed);
  if (parsed.command === 'wait') return wait(parsed);
  if (parsed.command === 'shutdown') return shutdown(parsed);
  process.stdout.write(`alloydb-auth-proxy version ${verifiedProxyVersion}+stand-in\n`);
}

async function serve(parsed: Extract<ParsedArgs, { command: 'serve' }>): Promise<void> {
  const { invocation } = parseEnvironment(process.env as Record<string, string>, parsed.invocation);
  const refused = [...parsed.problems, ...checkInvocation(invocation)].find((one) => severityOf(one).kind === 'refused');
  if (refused) fail(refused.message);
  const { structuredLogs = false, quiet = false, credentialsFile } = invocation.flags;
  if (credentialsFile !== undefined) process.env['GOOGLE_APPLICATION_CREDENTIALS'] = credentialsFile;
  await run(invocation, new StandInLog({ structured: structuredLogs, quiet }));
}

async function run(invocation: ProxyInvocation, log: StandInLog): Promise<void> {
  let ending = false;
  const end = (reason: EndReason): void => {
    if (ending) return;
    ending = true;
    void proxy.end(reason).then((code) => process.exit(code));
  };
  const proxy = new StandInProxy(invocation, log, () => end('quitquitquit'));
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  try {
    await proxy.start();
  } catch (error) {
    log.error(`The proxy has encountered a terminal error: ${(error as Error).message}`);
    process.exit(1);
  }
}

/** Asks every second, as the Auth Proxy does. */
async function wait({ flags }: Extract<ParsedArgs, { command: 'wait' }>): Promise<void> {
  const { httpAddress = 'localhost', httpPort = 9090, max = '30s' } = flags;
  const end = Date.now() + readSeconds(max) * 1000;
  while (Date.now() < end) {
    if ((await statusOf('GET', `http://${httpAddress}:${httpPort}/startup`).catch(() => 0)) === 200) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(1000, Math.max(0, end - Date.now()))));
  }
  fail(`proxy did not start within ${max}`);
}

async function shutdown({ flags: { adminPort = 9091 } }: Extract<ParsedArgs, { command: 'shutdown' }>): Promise<void> {
  const url = `http://127.0.0.1:${adminPort}/quitquitquit`;
  const status = await statusOf('POST', url).catch((error: Error) =>
    fail(`failed to send shutdown request: Post "${url}": ${error.message}`),
  );
  if (status !== 200) fail(`shutdown request failed: status code ${status}`);
}

function statusOf(method: string, url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

void main();
