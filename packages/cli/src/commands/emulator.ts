import { writeFile } from 'node:fs/promises';
import { ModelError, quote } from '@alloydb-gke/core';
import type { EmulatorSpec, RunningEmulator } from '@alloydb-gke/emulator';
import { problem } from '../cli-codes';
import { CliError } from '../cli-error';
import { defineCommand } from '../command-definition';
import { chooseLogin, connectionOf } from '../emulator-session/choose-login';
import { freePorts, type ProxyPorts, portsFrom } from '../emulator-session/proxy-ports';
import { readSpecFile, systemReason } from '../emulator-session/read-spec-file';
import { type Report, reportTo } from '../emulator-session/report';
import { waysIn } from '../emulator-session/ways-in';
import type { ExitCodeName } from '../exit-codes';
import { exitCodeOf } from '../report-error';

/** `alloydb-gke emulator` */
export const emulatorCommand: ReturnType<typeof defineCommand> = defineCommand({
  name: 'emulator',
  summary: 'Runs a local AlloyDB for the real Auth Proxy, the real connectors and psql.',
  description: [
    'The spec declares what there is: projects with their IAM policies, Kubernetes service accounts, clusters.',
    'Nothing else exists, and the log says what was missing when somebody is refused.',
    'It needs PostgreSQL 14 or newer and no privileges. Ctrl-C ends it and removes all that it made.',
  ],
  examples: [
    { line: 'alloydb-gke emulator spec.yaml', meaning: 'prints how to point the Auth Proxy, a connector and psql at it' },
    {
      line: 'alloydb-gke emulator spec.yaml --connection connection.json',
      meaning: 'also writes the connection document of its database user',
    },
    { line: 'alloydb-gke emulator spec.yaml --output json', meaning: 'writes a line of JSON for the start and for each event' },
  ],
  arguments: { spec: { meaning: 'the file of the spec, YAML or JSON' } },
  options: {
    output: { value: 'format', meaning: 'how it writes: for people, or a line of JSON each', choices: ['text', 'json'], default: 'text' },
    connection: { value: 'file', meaning: 'writes the connection document to this file' },
    user: { value: 'name', meaning: 'the database user of the connection document; needed where the spec has several' },
    cluster: { value: 'name', meaning: 'its cluster; needed where several have a user of that name' },
    postgres: { value: 'folder', meaning: 'the programs of PostgreSQL; without it, those of pg_config, PATH or the distribution' },
    'proxy-port': {
      value: 'port',
      meaning: 'the first port of the Auth Proxies in what it prints; "free" finds a free one for each',
      default: '6432',
    },
  },
  run: async ({ arguments: { spec: file }, options }, terminal) => {
    const report = reportTo(terminal.output, options.output);
    try {
      const ports = readPorts(options['proxy-port']);
      const spec = await readSpecFile(file);
      const { emulatorSpecProblems, startEmulator } = await import('@alloydb-gke/emulator');
      // What is wrong with the spec itself is for the emulator to say.
      if (options.connection !== undefined && emulatorSpecProblems(spec).length === 0)
        chooseLogin(spec, { cluster: options.cluster, user: options.user });
      const started = performance.now();
      await using emulator = await startEmulator(spec, {
        signal: terminal.signal,
        ...(options.postgres !== undefined && { postgres: { binFolder: options.postgres } }),
      });
      const seconds = (performance.now() - started) / 1000;
      emulator.log.onEvent(report.event);
      if (options.connection !== undefined) await writeConnection(options.connection, chosenConnection(spec, emulator, options));
      report.ready(emulator.addresses, await waysIn(spec, emulator, ports), seconds);
      return await untilEnded(emulator, report);
    } catch (error) {
      if (options.output === 'text' || !(error instanceof ModelError)) throw error;
      report.failed(error);
      return exitCodeOf(error);
    }
  },
});

async function untilEnded(emulator: RunningEmulator, report: Report): Promise<ExitCodeName> {
  const reason = await emulator.ended;
  report.ended(reason);
  return reason === undefined ? 'done' : 'ended';
}

function chosenConnection(spec: EmulatorSpec, emulator: RunningEmulator, wanted: Parameters<typeof chooseLogin>[1]): string {
  return `${JSON.stringify(connectionOf(chooseLogin(spec, wanted), emulator), null, 2)}\n`;
}

async function writeConnection(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new CliError('input', [problem('file-not-writable', file, { reason: systemReason(error) })]);
  }
}

/** Leaves room for a proxy for each database user of each instance. */
const highestPort = 65_000;

function readPorts(text: string): ProxyPorts {
  if (text === 'free') return freePorts;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= highestPort) return portsFrom(port);
  throw new CliError('usage', [problem('option-not-a-port', 'alloydb-gke emulator', { value: quote(text), highest: highestPort })]);
}
