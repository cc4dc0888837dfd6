import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { assembleConnector, type ConnectorParts } from '../../packages/connector/src/assemble-connector';
import { connectorError } from '../../packages/connector/src/errors/connector-error';
import { ManualClock } from '../../packages/connector/src/manual-clock.fixture';
import { readConnectionOptions, readConnectorOptions } from '../../packages/connector/src/read-options';
import { bothKindsOfUsers, iamServiceAccount, primary } from '../emulator/support/world';
import { available } from '../support/availability/available';

const minute = 60_000;
/** Until a real call is answered, on a busy machine. */
const patience = { timeout: 30_000 };

describe.skipIf(!available('postgresql').here)('a connector that nobody has used for a while', () => {
  let emulator: RunningEmulator;
  let closing: AbortController;
  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterEach(async () => {
    closing.abort(connectorError('connector-closed', {}));
    await emulator.faults.clear();
  });
  afterAll(() => emulator.stop());

  function assembled(refresh: 'ahead' | 'lazy'): { readonly parts: ConnectorParts; readonly clock: ManualClock } {
    const clock = new ManualClock(Date.now());
    closing = new AbortController();
    const auth = { getAccessToken: async () => emulator.accessToken(iamServiceAccount) };
    const settings = readConnectorOptions({ auth, refresh, adminApiEndpoint: emulator.addresses.adminApi });
    return { clock, parts: assembleConnector(settings, { clock, random: Math.random, variables: {} }, closing.signal) };
  }
  async function dial({ dialer }: ConnectorParts): Promise<void> {
    (await dialer.dial(readConnectionOptions({ instanceUri: primary })).socket).destroy();
  }
  const certificates = (): number => emulator.log.events.filter(({ message }) => message.startsWith('generateClientCertificate by')).length;

  it.each(['ahead', 'lazy'] as const)(
    'gets a new certificate before it dials, where its own has expired while the machine slept (%s)',
    async (refresh) => {
      const { parts, clock } = assembled(refresh);
      const before = certificates();
      await emulator.faults.on('client-certificate-short');
      await dial(parts);
      await emulator.faults.clear();
      clock.sleep(10 * minute);
      await dial(parts);
      await dial(parts);
      expect(certificates() - before).toBe(2);
    },
  );

  it('has renewed its certificate by itself, four minutes before the end', async () => {
    const { parts, clock } = assembled('ahead');
    const before = certificates();
    await dial(parts);
    expect(clock.timers[0]).toBeGreaterThan(55 * minute);
    expect(clock.timers[0]).toBeLessThan(57 * minute);
    await clock.pass(57 * minute);
    await expect.poll(() => certificates() - before, patience).toBe(2);
    await expect.poll(() => clock.timers.length, patience).toBe(1);
    await dial(parts);
    expect(certificates() - before).toBe(2);
  });

  it('has done nothing with lazy refresh', async () => {
    const { parts, clock } = assembled('lazy');
    const before = certificates();
    await dial(parts);
    expect(clock.timers).toEqual([]);
    await clock.pass(57 * minute);
    expect(certificates() - before).toBe(1);
    await dial(parts);
    expect(certificates() - before).toBe(2);
  });

  it('says that the clock is wrong where every new certificate has expired by it', async () => {
    const { parts, clock } = assembled('ahead');
    clock.sleep(120 * minute);
    await expect(dial(parts)).rejects.toMatchObject({
      code: 'clock-wrong',
      message: expect.stringMatching(
        /^The new client certificate is valid from .* to .*, and the clock of this machine says .*\. Set the clock/,
      ),
    });
  });
});
