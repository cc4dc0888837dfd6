import { describe, expect, it } from 'vitest';
import { LazyClientKey } from './client-key';
import { type OneRefreshParts, refreshInstance } from './refresh-instance';

describe('a refresh', () => {
  it('says that the key is late, and nothing of credentials', async () => {
    const key = Object.assign(new LazyClientKey(), { get: () => new Promise<never>(() => {}) });
    const asked: string[] = [];
    const parts = { credentials: { apiToken: async () => 'a-token' }, key, onAsk: () => asked.push('asked') };
    const late = new AbortController();
    const refresh = refreshInstance({} as never, parts as unknown as OneRefreshParts, late.signal);
    late.abort(Object.assign(new Error('late'), { name: 'TimeoutError' }));
    await expect(refresh).rejects.toMatchObject({ code: 'key-not-made-in-time', message: expect.stringContaining('UV_THREADPOOL_SIZE') });
    expect(asked).toEqual([]);
  });
});
