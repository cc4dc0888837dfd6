import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { TLSSocket } from 'node:tls';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothKindsOfUsers, primary } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { connectorFor } from './support/connected';
import { dialled } from './support/dialled';
import { recordingInstance } from './support/recording-instance';

const address = '127.0.0.83';

/** As much of PostgreSQL as a login without a password takes, up to the first query. */
function serveUntilQuery(socket: TLSSocket, atQuery: (socket: TLSSocket) => void): void {
  socket.once('data', () => {
    socket.once('data', () => atQuery(socket));
    socket.write(Buffer.concat([Buffer.from('R\0\0\0\x08\0\0\0\0', 'latin1'), Buffer.from('Z\0\0\0\x05I', 'latin1')]));
  });
}

describe.skipIf(!available('postgresql').here)('a connection whose instance vanishes', () => {
  let emulator: RunningEmulator;
  beforeAll(async () => {
    emulator = await startEmulator(bothKindsOfUsers());
  });
  afterAll(() => emulator.stop());

  it.each([
    ['by the end of TCP alone, without one of TLS', (socket: TLSSocket) => void socket.destroy()],
    ['by an end in order', (socket: TLSSocket) => void socket.end()],
  ])('in the middle of a query, %s, fails that query alone', async (_, vanish) => {
    let queries = 0;
    await using instance = await recordingInstance(emulator.addresses.adminApi, address, (socket) =>
      serveUntilQuery(socket, () => {
        queries += 1;
        vanish(socket);
      }),
    );
    const connector = connectorFor(emulator, { adminApiEndpoint: instance.adminApi });
    const pool = new Pool({ ...connector.getOptions({ instanceUri: primary }), user: 'app', database: 'orders' });
    pool.on('error', () => {});
    const failures = [];
    for (let count = 0; count < 2; count += 1) failures.push(await pool.query('SELECT 1').catch((error: Error) => error.message));
    expect(failures).toEqual([0, 1].map(() => expect.stringMatching(/^(Connection terminated unexpectedly|read ECONNRESET)$/)));
    expect(queries).toBe(2);
    await pool.end();
    await connector.close();
  });

  it('hands on what it said last to a reader that comes later', async () => {
    const said = 40_000;
    await using instance = await recordingInstance(emulator.addresses.adminApi, address, (socket) =>
      socket.once('data', () => socket.end(Buffer.alloc(said))),
    );
    const connector = connectorFor(emulator, { adminApiEndpoint: instance.adminApi });
    const socket = await dialled(connector, primary);
    socket.pause().write('a query');
    // Longer than it takes until the connection has ended.
    await new Promise((resolve) => setTimeout(resolve, 500));
    let received = 0;
    socket.on('data', (chunk: Buffer) => (received += chunk.length)).resume();
    await once(socket, 'close');
    expect(received).toBe(said);
    await connector.close();
  });

  it.runIf(process.platform === 'linux')('without a word is asked for a sign of life by the system after 30 seconds', async () => {
    await using instance = await recordingInstance(emulator.addresses.adminApi, address, (socket) => serveUntilQuery(socket, () => {}));
    const connector = connectorFor(emulator, { adminApiEndpoint: instance.adminApi });
    const socket = await dialled(connector, primary);
    // Of Linux: 02 is the timer of keep-alive, and then the time that is left, in hundredths of a second.
    const timer = (): readonly number[] => {
      const row = readFileSync('/proc/net/tcp', 'utf8')
        .split('\n')
        .find((line) => line.includes(' 5300007F:1539 01 '));
      return (/ (\d\d):([0-9A-F]{8}) /.exec(row ?? '') ?? []).slice(1).map((text) => Number.parseInt(text, 16));
    };
    // Until then it waits for an acknowledgement.
    await expect.poll(() => timer()[0], { timeout: 10_000 }).toBe(2);
    const [, left = 0] = timer();
    expect(left).toBeGreaterThan(1000);
    expect(left).toBeLessThanOrEqual(3000);
    socket.destroy();
    await connector.close();
  });
});
