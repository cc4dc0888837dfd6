import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { exchangeMetadata } from './metadata-exchange';
import { socketPair } from './socket-pair.fixture';

const request = { userAgent: 'test/1', authType: 'PASSWORD', token: 'token-1' } as const;
const ok = Buffer.from([0, 0, 0, 2, 8, 1]);
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

let ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

/** An exchange with somebody who does what is given. */
async function exchangeWith(answer: (far: Socket) => unknown, timeout = 30_000, signal = new AbortController().signal) {
  const { near, far, end } = await socketPair();
  ends.push(end);
  far.once('data', () => answer(far));
  const outcome = exchangeMetadata(near as TLSSocket, request, timeout, signal).catch((error: Error) => error);
  return { near, far, outcome: await outcome };
}
const reasonOf = (outcome: unknown): string => String(outcome instanceof Error ? outcome.cause : outcome);

describe('the metadata exchange', () => {
  it('leaves no listener of its own behind', async () => {
    const { near, outcome } = await exchangeWith((far) => far.write(ok));
    expect(outcome).toEqual({ refused: undefined });
    expect(['readable', 'close'].map((event) => near.listenerCount(event))).toEqual([0, 0]);
  });

  it('leaves what follows to the driver', async () => {
    const { near } = await exchangeWith((far) => far.write(Buffer.concat([ok, Buffer.from('R')])));
    expect(String(await once(near, 'data'))).toBe('R');
  });

  it('reads an answer that comes byte by byte', async () => {
    const { outcome } = await exchangeWith(async (far) => {
      for (const byte of ok) {
        far.write(Buffer.from([byte]));
        await pause(20);
      }
    });
    expect(outcome).toEqual({ refused: undefined });
  });

  it('gives the reason of a refusal', async () => {
    const { outcome } = await exchangeWith((far) => far.write(Buffer.from([0, 0, 0, 6, 8, 2, 18, 2, 110, 111])));
    expect(outcome).toEqual({ refused: 'no' });
  });

  it.each<[string, (far: Socket) => unknown, string]>([
    ['nothing', (far) => far.end(), 'it closed the connection'],
    ['half of an answer', (far) => far.end(ok.subarray(0, 5)), 'it closed the connection in the middle of its answer'],
    [
      'too long an answer',
      (far) => far.write(Buffer.from([0, 0, 0x40, 1])),
      'its answer begins with a length of 16385 bytes, and 16384 are the most',
    ],
    ['HTTP', (far) => far.write('HTTP/1.1 400'), 'its answer begins with a length of 1213486160 bytes'],
    ['no message', (far) => far.write(Buffer.from([0, 0, 0, 1, 0x0b])), 'the wire type 3 is unknown'],
    ['a reset', (far) => far.resetAndDestroy(), 'ECONNRESET'],
  ])('says what is wrong with %s', async (_, answer, reason) => {
    const { outcome } = await exchangeWith(answer);
    expect(outcome).toMatchObject({ name: 'DialFailure', step: 'exchange' });
    expect(reasonOf(outcome)).toContain(reason);
  });

  it('waits no longer than it may, however much of the answer is there', async () => {
    const { outcome } = await exchangeWith((far) => far.write(ok.subarray(0, 5)), 100);
    expect(reasonOf(outcome)).toBe('Error: no answer within 0.1 seconds');
  });

  it('may be ended from outside', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const { outcome } = await exchangeWith(() => controller.abort(reason), 30_000, controller.signal);
    expect(outcome).toBe(reason);
  });
});
