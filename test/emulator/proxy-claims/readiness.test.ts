import { connect } from 'node:net';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothKindsOfUsers } from '../support/world';
import { answer, atLast, heldConnection, here, proxyWithHealth } from './claimed-proxy';

/** Connects and leaves, over and over, until told to stop. */
function crowd(port: number): () => void {
  let stopped = false;
  const again = (): void => {
    if (stopped) return;
    const socket = connect(port, '127.0.0.1');
    socket
      .on('error', () => {})
      .on('close', again)
      .resume();
  };
  for (let clients = 0; clients < 50; clients += 1) again();
  return () => {
    stopped = true;
  };
}

describe.skipIf(!here)('/readiness of the real Auth Proxy', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterAll(() => emulator?.stop());

  it('is 200 again in the moments in which more than max connections are open', async () => {
    await using proxy = await proxyWithHealth(emulator, ['--max-connections=1']);
    const held = await heldConnection(proxy.port);
    const readiness = (): Promise<string> => answer(`127.0.0.1:${proxy.httpPort}/readiness`);
    const full = '503 max connections reached (open = 1, max = 1)';
    for (let tries = 0; tries < 20; tries += 1) expect(await readiness()).toBe(full);
    const disperse = crowd(proxy.port);
    const ends = performance.now() + 30_000;
    let ready = 0;
    while (ready === 0 && performance.now() < ends) {
      const answers = await Promise.all(Array.from({ length: 10 }, readiness));
      ready += answers.filter((said) => said === '200 ok').length;
    }
    disperse();
    expect(ready).toBeGreaterThan(0);
    expect(await atLast(readiness, (said) => said === full)).toBe(full);
    await held.end();
  });
});
