import { type LogMessageCode, logMessageTable } from '@alloydb-gke/core';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../tools/workspace/run-program.mjs';
import { available } from '../../support/availability/available';
import { faultRehearsals } from '../faults/fault-rehearsals';
import { here, program } from '../proxy-claims/claimed-proxy';
import { freePort } from '../support/free-port';
import { expectLogged } from '../support/recognised';
import { bothKindsOfUsers, primary } from '../support/world';
import { provocations } from './provocations';

const withoutCredentials: LogMessageCode = 'no-credentials';

describe.skipIf(!here)('the real Auth Proxy says it, and it is recognised', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterEach(() => emulator.faults.clear());
  afterAll(() => emulator?.stop());

  it.each(provocations)('$code: $when', ({ code, provoke }) => provoke(emulator, code));
});

// Without a credential the program looks for a metadata server where Google Cloud has it. A machine in a cloud has one there.
describe.skipIf(!here || !available('network-of-a-test').here)('the real Auth Proxy in a network where nobody is', () => {
  it(withoutCredentials, async () => {
    const args = ['--map-root-user', '--net', program, `${primary}?port=${await freePort()}`];
    const { output, exitCode } = await runProgram('unshare', args, { env: { HOME: '/nonexistent', PATH: process.env['PATH'] ?? '' } });
    expect(exitCode).toBe(1);
    await expectLogged(() => output, withoutCredentials);
  });
});

describe('every message of the table', () => {
  it('is provoked by a fault, or by a test of its own', () => {
    const provoked = [
      ...Object.values(faultRehearsals).flatMap(({ logs = [] }) => logs),
      ...provocations.map(({ code }) => code),
      withoutCredentials,
    ];
    expect(logMessageTable.map(({ code }) => code).filter((code) => !provoked.includes(code))).toEqual([]);
  });
});
