import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothKindsOfUsers, iamUser } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { connectorFor, currentUser } from './support/connected';

describe.skipIf(!available('postgresql').here)('a connector', () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterAll(() => emulator.stop());

  it('logs in with a password', async () => {
    await using connector = connectorFor(emulator);
    expect(await currentUser(connector)).toBe('app');
  });

  it('logs in with automatic IAM database authentication', async () => {
    await using connector = connectorFor(emulator);
    expect(await currentUser(connector, { authType: 'IAM' })).toBe(iamUser);
  });
});
