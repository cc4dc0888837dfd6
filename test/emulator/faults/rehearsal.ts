import type { LogMessageCode } from '@alloydb-gke/core';
import type { FaultName, RunningEmulator } from '@alloydb-gke/emulator';
import { expect } from 'vitest';
import { app, atLast, proxyOf } from '../proxy-claims/claimed-proxy';
import { currentUser, failure } from '../support/query';
import type { RealProxy } from '../support/real-proxy';
import { expectLogged } from '../support/recognised';

/** How a real client sees a fault, and sees it go away. */
export interface Rehearsal {
  /** What the log of the real Auth Proxy says of it. */
  readonly logs?: LogMessageCode;
  /** The proxy is patient with it for half a minute. */
  readonly slow?: true;
  readonly see: (emulator: RunningEmulator, fault: FaultName) => Promise<unknown>;
}

/** What a client is told that connects through a proxy: `it went well`, or the error. */
export function attempt(proxy: RealProxy): Promise<string> {
  return failure(currentUser({ ...app, port: proxy.ports[0] ?? 0 }));
}

/** Waits until a client gets through again. */
export async function expectRecovery(proxy: RealProxy): Promise<void> {
  const again = (): Promise<string> => attempt(proxy);
  expect(await atLast(again, (said) => said === 'it went well'), proxy.log()).toBe('it went well');
}

/** The client fails, the log says why, and the same proxy serves when the fault is over. */
export function refusal(logs: LogMessageCode): Rehearsal {
  return { logs, see: (emulator, fault) => seeRefusal(emulator, fault, logs) };
}

/** The same after the 30 seconds that the proxy gives a connection. */
export function lateRefusal(logs: LogMessageCode): Rehearsal {
  return {
    logs,
    slow: true,
    see: async (emulator, fault) => expect((await seeRefusal(emulator, fault, logs)) / 1000).toBeGreaterThan(28),
  };
}

/** @returns after how many milliseconds the client was refused */
async function seeRefusal(emulator: RunningEmulator, fault: FaultName, logs: LogMessageCode): Promise<number> {
  await emulator.faults.on(fault);
  await using proxy = await proxyOf(emulator);
  const started = performance.now();
  expect(await attempt(proxy)).not.toBe('it went well');
  const took = performance.now() - started;
  await expectLogged(proxy.log, logs);
  await emulator.faults.off(fault);
  await expectRecovery(proxy);
  return took;
}
