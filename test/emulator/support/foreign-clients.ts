import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunningEmulator } from '@alloydb-gke/emulator';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import { available } from '../../support/availability/available';
import { clientEnvironment, runClient } from './run-client';
import { kubernetesServiceAccount, primary } from './world';

const postgresql = available('postgresql');
const go = available('go-connector');
const python = available('python-connector');

/** A client that this project did not write. */
export interface ForeignClient {
  readonly name: string;
  readonly here: boolean;
  /** Connects once. @returns what it prints */
  readonly connect: (emulator: RunningEmulator, login: readonly string[], instance?: string) => Promise<string>;
  /** Starts it, to connect whenever it is told to. */
  readonly attend: (emulator: RunningEmulator, login: readonly string[]) => AttendedClient;
  readonly lazily: readonly string[];
  /** What it says of a missing role, of a missing instance, of words that the instance refuses it with. */
  readonly refused: { readonly forbidden: RegExp; readonly notFound: RegExp; readonly exchange: RegExp };
}

/** A client that stays, with the certificates and tokens that it has got. */
export interface AttendedClient extends AsyncDisposable {
  /** Connects. @returns `connected as USER`, or why not */
  attempt(): Promise<string>;
}

interface Started {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<NodeJS.ProcessEnv>;
}

function foreignClient(
  start: (emulator: RunningEmulator, instance: string) => Started,
  rest: Pick<ForeignClient, 'name' | 'here' | 'lazily' | 'refused'>,
): ForeignClient {
  return {
    ...rest,
    connect: (emulator, login, instance = primary) => {
      const { program, args, environment } = start(emulator, instance);
      return runClient(program, [...args, ...login], environment);
    },
    attend: (emulator, login) => {
      const { program, args, environment } = start(emulator, primary);
      const stdio = ['pipe', 'pipe', 'ignore'] as const;
      return attended(spawn(program, [...args, ...login, '--attend'], { env: clientEnvironment(environment), stdio: [...stdio] }));
    },
  };
}

function attended(child: ChildProcess): AttendedClient {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('The client has no pipes.');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    attempt: async () => {
      stdin.write('\n');
      return (await lines.next()).value ?? 'it has ended';
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** The connectors of Google that run here. */
export const foreignClients: readonly ForeignClient[] = [
  foreignClient(
    (emulator, instance) => ({
      program: go.here ? go.values.program : '',
      args: [`--instance=${instance}`, `--endpoint=${emulator.addresses.adminApi}`, '--database=orders'],
      environment: emulator.environment(kubernetesServiceAccount),
    }),
    {
      name: 'the Go connector',
      here: postgresql.here && go.here,
      lazily: ['--lazy'],
      refused: { forbidden: /Error 403: Caller does not have required permission/, notFound: /Error 404/, exchange: /for it was told to/ },
    },
  ),
  foreignClient(
    (emulator, instance) => ({
      program: 'python3',
      args: [
        join(repositoryFolder, 'test', 'emulator', 'python-connector', 'main.py'),
        `--instance=${instance}`,
        `--endpoint=${emulator.addresses.adminApiGrpc}`,
        '--database=orders',
      ],
      environment: { ...emulator.environment(kubernetesServiceAccount), PYTHONPATH: python.here ? python.values.packages : '' },
    }),
    {
      name: 'the Python connector',
      here: postgresql.here && python.here,
      lazily: ['--refresh=lazy'],
      refused: { forbidden: /403 Caller does not have required permission/, notFound: /404/, exchange: /for it was told to/ },
    },
  ),
];
