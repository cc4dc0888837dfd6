import { describe, expect } from 'vitest';
import { isEngineMissing, engineTest as it } from './support/engine-test';
import { shop } from './support/shop-program';

/** What cannot be made again as it was: the data, and what it cannot be reached without. */
const isPrecious = (type: string): boolean => /:(Cluster|Instance|Connection|GlobalAddress)$/.test(type);

describe.skipIf(isEngineMissing)('a shop whose cluster is protected', () => {
  it('keeps it in every destroy, and comes back with the next `up`; unprotected, it goes', async ({ stack }) => {
    const guarded = shop({ deletionProtection: true });
    expect((await stack.up(guarded)).errors).toEqual([]);
    const everything = [...stack.cloud.objects];
    const precious = everything.filter(({ type }) => isPrecious(type));
    expect(precious.length).toBeGreaterThanOrEqual(5);
    stack.cloud.takeCalls();

    const withPreview = await stack.destroy([]);
    expect(withPreview.succeeded).toBe(false);
    expect(withPreview.printed).toContain('protect');
    expect(stack.cloud.takeCalls()).toEqual([]);

    // As the Automation API destroys.
    expect((await stack.destroy()).succeeded).toBe(false);
    expect(stack.cloud.objects.filter(({ type }) => isPrecious(type))).toEqual(precious);
    expect(stack.lost()).toEqual([]);

    expect((await stack.up(guarded)).errors).toEqual([]);
    expect(new Set(stack.cloud.objects.map(({ id }) => id))).toEqual(new Set(everything.map(({ id }) => id)));

    const replaced = await stack.preview(shop({ deletionProtection: true, clusterId: 'shop-new' }));
    expect(replaced.succeeded).toBe(false);
    expect(replaced.printed).toContain('protect');

    stack.cloud.takeCalls();
    expect((await stack.up(shop())).errors).toEqual([]);
    expect(stack.cloud.takeCalls()).toEqual(['update shop-cluster']);
    expect((await stack.destroy([])).errors).toEqual([]);
    expect([stack.cloud.objects, stack.known()]).toEqual([[], []]);
  });
});
