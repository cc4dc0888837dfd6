import { describe, expect, it } from 'vitest';
import { withinTime } from './within-time';

const timers = (): number => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;

describe('a step within a time', () => {
  it('has no timer any more as soon as it is ended from outside, while what it runs still takes its time', async () => {
    const ending = new AbortController();
    const before = timers();
    let finish: () => void = () => {};
    const step = withinTime(60_000, ending.signal, () => new Promise<void>((resolve) => (finish = resolve)));
    expect(timers()).toBe(before + 1);
    ending.abort(new Error('closing'));
    expect(timers()).toBe(before);
    finish();
    await step;
  });

  it('is over when its time is, also where it never notices', async () => {
    const step = withinTime(20, new AbortController().signal, () => new Promise<void>(() => {}));
    await expect(step).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('says itself what it waited for, where it does notice', async () => {
    const step = withinTime(20, new AbortController().signal, async (signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await new Promise((resolve) => setTimeout(resolve, 10));
      throw new Error('waited for the token');
    });
    await expect(step).rejects.toThrow('waited for the token');
  });
});
