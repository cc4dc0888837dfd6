import { faultNames, type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { here } from '../proxy-claims/claimed-proxy';
import { bothKindsOfUsers } from '../support/world';
import { faultRehearsals } from './fault-rehearsals';

const isSlow = (name: (typeof faultNames)[number]): boolean => faultRehearsals[name]?.slow === true;

describe('every fault', () => {
  it('has a test with a client that this project did not write', () => {
    expect(Object.keys(faultRehearsals).sort()).toEqual([...faultNames].sort());
  });
});

describe.skipIf(!here)('a fault is seen by the real Auth Proxy, and is seen to go away', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterEach(() => emulator.faults.clear());
  afterAll(() => emulator?.stop());

  it.each(faultNames.filter((name) => !isSlow(name)))('%s', async (name) => {
    await faultRehearsals[name].see(emulator, name);
  });
});

describe.skipIf(!here).concurrent('a fault that the real Auth Proxy is patient with is seen too', () => {
  it.each(faultNames.filter(isSlow))('%s', async (name) => {
    await using emulator = await startEmulator(bothKindsOfUsers());
    await faultRehearsals[name].see(emulator, name);
  });
});
