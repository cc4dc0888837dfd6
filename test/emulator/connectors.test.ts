import { join } from 'node:path';
import { type EmulatorSpec, type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { available } from '../support/availability/available';
import { runClient } from './support/run-client';
import { bothKindsOfUsers, iamUser, kubernetesServiceAccount, password, primary } from './support/world';

const postgresql = available('postgresql');
const go = available('go-connector');
const python = available('python-connector');

/** A client that this project did not write. */
interface ForeignClient {
  readonly name: string;
  readonly here: boolean;
  readonly connect: (emulator: RunningEmulator, login: readonly string[], instance?: string) => Promise<string>;
  readonly lazily: readonly string[];
  /** What it says of a missing role, of a missing instance, of words that the instance refuses it with. */
  readonly refused: { readonly forbidden: RegExp; readonly notFound: RegExp; readonly exchange: RegExp };
}

const clients: readonly ForeignClient[] = [
  {
    name: 'the Go connector',
    here: postgresql.here && go.here,
    connect: (emulator, login, instance = primary) =>
      runClient(
        go.here ? go.values.program : '',
        [`--instance=${instance}`, `--endpoint=${emulator.addresses.adminApi}`, '--database=orders', ...login],
        emulator.environment(kubernetesServiceAccount),
      ),
    lazily: ['--lazy'],
    refused: { forbidden: /Error 403: Caller does not have required permission/, notFound: /Error 404/, exchange: /for it was told to/ },
  },
  {
    name: 'the Python connector',
    here: postgresql.here && python.here,
    connect: (emulator, login, instance = primary) =>
      runClient(
        'python3',
        [
          join(repositoryFolder, 'test', 'emulator', 'python-connector', 'main.py'),
          `--instance=${instance}`,
          `--endpoint=${emulator.addresses.adminApiGrpc}`,
          '--database=orders',
          ...login,
        ],
        { ...emulator.environment(kubernetesServiceAccount), PYTHONPATH: python.here ? python.values.packages : '' },
      ),
    lazily: ['--refresh=lazy'],
    refused: { forbidden: /403 Caller does not have required permission/, notFound: /404/, exchange: /for it was told to/ },
  },
];

/** Nobody has a role. */
function withoutRoles(): EmulatorSpec {
  const spec = bothKindsOfUsers();
  const project = spec.projects?.['my-project'] ?? {};
  return { ...spec, projects: { 'my-project': { ...project, iam: [] } } };
}

describe.each(clients)('$name', ({ here, connect, lazily, refused }) => {
  describe.skipIf(!here)('talks to the emulator', () => {
    let emulator: RunningEmulator;

    beforeAll(async () => {
      emulator = await startEmulator(bothKindsOfUsers());
    });
    afterEach(() => emulator.faults.clear());
    afterAll(() => emulator.stop());

    it('with a password', async () => {
      expect(await connect(emulator, ['--user=app', `--password=${password}`])).toBe('connected as app\n');
    });

    it('with IAM authentication', async () => {
      expect(await connect(emulator, [`--user=${iamUser}`])).toBe(`connected as ${iamUser}\n`);
    });

    it('with lazy refresh', async () => {
      expect(await connect(emulator, [`--user=${iamUser}`, ...lazily])).toBe(`connected as ${iamUser}\n`);
    });

    it('and is told when the instance does not exist', async () => {
      expect(await connect(emulator, [`--user=${iamUser}`], primary.replace('/primary', '/other'))).toMatch(refused.notFound);
    });

    it('and is told what the instance refuses it with', async () => {
      await emulator.faults.on('metadata-exchange-error');
      expect(await connect(emulator, [`--user=${iamUser}`])).toMatch(refused.exchange);
    });

    it('and is told which role is missing', async () => {
      await using strict = await startEmulator(withoutRoles());
      expect(await connect(strict, [`--user=${iamUser}`])).toMatch(refused.forbidden);
    });
  });
});

describe.skipIf(!postgresql.here || !go.here)('the Go connector with certificates that are renewed', () => {
  it('connects again after the first attempt has failed', async () => {
    await using emulator = await startEmulator(bothKindsOfUsers());
    const printed = clients[0]?.connect(emulator, [`--user=${iamUser}`, '--times=4']);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await emulator.faults.on('certificates-rotated');
    expect(await printed).toMatch(/^connected as .*\n(connected as .*\n)*(attempt failed: .*certificate.*\n)?(connected as .*\n)+$/);
  });
});
