import { type EmulatorSpec, type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { atLast } from './proxy-claims/claimed-proxy';
import { foreignClients } from './support/foreign-clients';
import { bothKindsOfUsers, iamUser, password, primary } from './support/world';

/** Nobody has a role. */
function withoutRoles(): EmulatorSpec {
  const spec = bothKindsOfUsers();
  const project = spec.projects?.['my-project'] ?? {};
  return { ...spec, projects: { 'my-project': { ...project, iam: [] } } };
}

describe.each(foreignClients)('$name', ({ here, connect, attend, lazily, refused }) => {
  describe.skipIf(!here)('talks to the emulator', () => {
    let emulator: RunningEmulator;

    beforeAll(async () => {
      emulator = await startEmulator(bothKindsOfUsers());
    });
    afterEach(() => emulator.faults.clear());
    afterAll(() => emulator?.stop());

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

    it('and loses an attempt when the certificates are renewed, and connects again then', async () => {
      await using client = attend(emulator, [`--user=${iamUser}`]);
      expect(await client.attempt()).toBe(`connected as ${iamUser}`);
      await emulator.faults.on('certificates-rotated');
      expect(await client.attempt()).toMatch(/^failed: .*certificate/);
      const again = (): Promise<string> => client.attempt();
      expect(await atLast(again, (said) => said.startsWith('connected'))).toBe(`connected as ${iamUser}`);
    });
  });
});
