import type { SecureContext } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { connectorError } from '../errors/connector-error';
import { ManualClock, settled } from '../manual-clock.fixture';
import type { ConnectionInfo } from './connection-info';
import { InstanceRefresh } from './instance-refresh';
import { RefreshLimiter } from './refresh-limiter';

const hour = 3_600_000;
const minute = 60_000;
const notFound = connectorError('instance-not-found', { instanceUri: 'it', text: 'no.', command: 'list' });
const failing = connectorError('admin-api-failing', { api: 'AlloyDB API', tries: 5, status: 503, text: 'no.' });

const noToken = connectorError('no-access-token', { reason: 'no' });

/** A refresh whose outcomes are given: a lifetime in milliseconds, or an error. */
function refreshWith(refresh: 'ahead' | 'lazy', ...outcomes: (number | Error)[]) {
  const clock = new ManualClock();
  const closing = new AbortController();
  const runs: number[] = [];
  const run = async (onAsk: () => void): Promise<ConnectionInfo> => {
    const outcome = outcomes[Math.min(runs.length, outcomes.length - 1)] ?? hour;
    runs.push(clock.now());
    await settled();
    if (outcome === noToken) throw outcome;
    onAsk();
    if (outcome instanceof Error) throw outcome;
    return { addresses: {}, secureContext: {} as SecureContext, expiresAt: clock.now() + outcome };
  };
  const limiter = new RefreshLimiter(30_000, clock);
  const instance = new InstanceRefresh({ run, refresh, clock, limiter, closing: closing.signal });
  return { clock, runs, instance, closing };
}

describe('refreshes ahead', () => {
  it('are one for all who ask at the same time', async () => {
    const { instance, runs } = refreshWith('ahead', hour);
    const infos = await Promise.all(Array.from({ length: 1000 }, () => instance.get()));
    expect(new Set(infos).size).toBe(1);
    expect(runs).toHaveLength(1);
  });

  it('come by themselves four minutes before the certificate expires', async () => {
    const { instance, runs, clock } = refreshWith('ahead', hour);
    const first = await instance.get();
    expect(clock.timers).toEqual([56 * minute]);
    await clock.pass(56 * minute - 1);
    expect(runs).toHaveLength(1);
    await clock.pass(1);
    expect(runs).toHaveLength(2);
    expect(await instance.get()).not.toBe(first);
  });

  it('are waited for where the certificate has expired while the machine slept', async () => {
    const { instance, runs, clock } = refreshWith('ahead', hour);
    const first = await instance.get();
    clock.sleep(2 * hour);
    expect(await instance.get()).not.toBe(first);
    expect(runs).toHaveLength(2);
  });

  it('may fail without anybody noticing while the certificate is good, and are tried again as the limiter allows', async () => {
    const { instance, runs, clock } = refreshWith('ahead', hour, failing, failing, failing, hour);
    const first = await instance.get();
    await clock.pass(56 * minute);
    expect(await instance.get()).toBe(first);
    await clock.pass(2 * minute);
    expect(await instance.get()).not.toBe(first);
    expect(runs.map((time) => time - (runs[1] ?? 0))).toEqual([-(56 * minute), 0, 0, 30_000, 60_000]);
  });

  it('stop when they fail and the certificate has expired, until somebody asks', async () => {
    const { instance, runs, clock } = refreshWith('ahead', hour, failing);
    await instance.get();
    await clock.pass(5 * hour);
    const sofar = runs.length;
    expect(sofar).toBeLessThan(12);
    expect(clock.timers).toEqual([]);
    await expect(instance.get()).rejects.toBe(failing);
    expect(runs).toHaveLength(sofar + 1);
  });

  it('end with the connector', async () => {
    const { instance, clock, closing } = refreshWith('ahead', hour);
    await instance.get();
    closing.abort(connectorError('connector-closed', {}));
    expect(clock.timers).toEqual([]);
    await expect(instance.get()).rejects.toMatchObject({ code: 'connector-closed' });
  });
});

describe('lazy refreshes', () => {
  it('set no timer', async () => {
    const { instance, clock } = refreshWith('lazy', hour);
    await instance.get();
    expect(clock.timers).toEqual([]);
  });

  it('come with whoever needs the info, from four minutes before the certificate expires', async () => {
    const { instance, runs, clock } = refreshWith('lazy', hour);
    await instance.get();
    await clock.pass(56 * minute - 1);
    await instance.get();
    expect(runs).toHaveLength(1);
    await clock.pass(1);
    await instance.get();
    expect(runs).toHaveLength(2);
  });

  it('may fail while the certificate is good', async () => {
    const { instance, clock } = refreshWith('lazy', hour, failing);
    const first = await instance.get();
    await clock.pass(58 * minute);
    expect(await instance.get()).toBe(first);
  });
});

describe.each(['ahead', 'lazy'] as const)('refreshes (%s) that fail', (refresh) => {
  it('are kept for lasting refusals until the limiter allows a new try', async () => {
    const { instance, runs, clock } = refreshWith(refresh, notFound, notFound, hour);
    for (let count = 0; count < 50; count += 1) await expect(instance.get()).rejects.toBe(notFound);
    expect(runs).toHaveLength(2);
    await clock.pass(30_000);
    await instance.get();
    expect(runs).toHaveLength(3);
  });

  it('are waited for where they may pass, as long as the limiter says', async () => {
    const { instance, runs, clock } = refreshWith(refresh, failing, failing, hour);
    await expect(instance.get()).rejects.toBe(failing);
    await expect(instance.get()).rejects.toBe(failing);
    const waiting = Promise.all([instance.get(), instance.get()]);
    await clock.pass(29_999);
    expect(runs).toHaveLength(2);
    await clock.pass(1);
    await waiting;
    expect(runs).toHaveLength(3);
  });

  it('are not waited for any more when the connector closes', async () => {
    const { instance, clock, closing } = refreshWith(refresh, failing);
    await instance.get().catch(() => {});
    await instance.get().catch(() => {});
    const waiting = instance.get();
    await settled();
    closing.abort(connectorError('connector-closed', {}));
    await expect(waiting).rejects.toMatchObject({ code: 'connector-closed' });
    expect(clock.timers).toEqual([]);
  });
});

describe.each(['ahead', 'lazy'] as const)('refreshes (%s) that fail before they ask the service', (refresh) => {
  it('cost nothing: the first connection after it has its info at once', async () => {
    const { instance, runs } = refreshWith(refresh, noToken, noToken, noToken, noToken, hour);
    for (let count = 0; count < 4; count += 1) await expect(instance.get()).rejects.toBe(noToken);
    await instance.get();
    expect(new Set(runs).size).toBe(1);
  });

  it('are not repeated all the time while the certificate is good', async () => {
    const { instance, runs, clock } = refreshWith(refresh, hour, noToken);
    await instance.get();
    await clock.pass(58 * minute);
    expect(runs.length).toBe(refresh === 'ahead' ? 6 : 1);
  });
});

describe('after a failed connection', () => {
  it('info is renewed behind the back of those who use it, once', async () => {
    const { instance, runs, clock } = refreshWith('ahead', hour);
    const used = await instance.get();
    await clock.pass(30_000);
    instance.renew(used);
    instance.renew(used);
    expect(await instance.get()).toBe(used);
    await settled();
    await settled();
    expect(await instance.get()).not.toBe(used);
    instance.renew(used);
    expect(runs).toHaveLength(2);
  });

  it.each(['ahead', 'lazy'] as const)(
    'one refresh is left for renewed certificates, however often nobody was there (%s)',
    async (refresh) => {
      const { instance, runs, clock } = refreshWith(refresh, hour);
      await instance.get();
      for (let count = 0; count < 50; count += 1) instance.renew(await instance.get());
      expect(runs).toHaveLength(1);
      const used = await instance.get();
      expect(await instance.renewed(used)).not.toBe(used);
      expect(runs.map((time) => time - (runs[0] ?? 0))).toEqual([0, 0]);
      await clock.pass(60_000);
      instance.renew(await instance.get());
      await settled();
      await settled();
      expect(runs).toHaveLength(3);
    },
  );

  it('newer info is waited for by all where the old one is in doubt', async () => {
    const { instance, runs } = refreshWith('ahead', hour);
    const used = await instance.get();
    const [newer, other] = await Promise.all([instance.renewed(used), instance.get()]);
    expect(newer).toBe(other);
    expect(newer).not.toBe(used);
    expect(await instance.renewed(used)).toBe(newer);
    expect(runs).toHaveLength(2);
  });

  it('newer info is waited for by whoever needs it where the limiter allows no refresh yet, and the others use the old one', async () => {
    const { instance, runs, clock } = refreshWith('ahead', hour);
    let used = await instance.get();
    used = (await instance.renewed(used)) ?? used;
    const waiting = instance.renewed(used);
    expect(await instance.get()).toBe(used);
    await clock.pass(29_999);
    expect(runs).toHaveLength(2);
    await clock.pass(1);
    const newer = await waiting;
    expect(newer).not.toBe(used);
    expect(await instance.get()).toBe(newer);
  });

  it('the old info is used on where the refresh fails', async () => {
    const { instance } = refreshWith('ahead', hour, failing);
    const used = await instance.get();
    expect(await instance.renewed(used)).toBeUndefined();
    expect(await instance.get()).toBe(used);
  });
});
