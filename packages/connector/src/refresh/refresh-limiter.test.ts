import { describe, expect, it } from 'vitest';
import { ManualClock } from '../manual-clock.fixture';
import { RefreshLimiter } from './refresh-limiter';

describe('the limiter of refreshes', () => {
  it('lets two pass at once, and then one every thirty seconds', async () => {
    const clock = new ManualClock();
    const limiter = new RefreshLimiter(30_000, clock);
    const passed: number[] = [];
    for (let second = 0; second < 100; second += 1) {
      while (limiter.wait === 0) {
        limiter.take();
        passed.push(second);
      }
      await clock.pass(1000);
    }
    expect(passed).toEqual([0, 0, 30, 60, 90]);
  });

  it('says how long to wait', async () => {
    const clock = new ManualClock();
    const limiter = new RefreshLimiter(30_000, clock);
    limiter.take();
    limiter.take();
    expect(limiter.wait).toBe(30_000);
    await clock.pass(10_000);
    expect(limiter.wait).toBe(20_000);
  });

  it('saves up no more than two', async () => {
    const clock = new ManualClock();
    const limiter = new RefreshLimiter(30_000, clock);
    await clock.pass(3_600_000);
    limiter.take();
    limiter.take();
    expect(limiter.wait).toBe(30_000);
  });

  it('does not wait for ever when the clock is set back', async () => {
    const clock = new ManualClock();
    const limiter = new RefreshLimiter(30_000, clock);
    limiter.take();
    limiter.take();
    clock.sleep(-86_400_000);
    expect(limiter.wait).toBe(30_000);
    await clock.pass(30_000);
    expect(limiter.wait).toBe(0);
  });

  it('lets everything pass where there is no interval', () => {
    const limiter = new RefreshLimiter(0, new ManualClock());
    for (let count = 0; count < 10; count += 1) limiter.take();
    expect(limiter.wait).toBe(0);
  });
});
