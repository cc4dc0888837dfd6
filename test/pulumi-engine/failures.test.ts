import { describe, expect } from 'vitest';
import type { EngineRun } from '../support/pulumi-engine/engine-run';
import { isEngineMissing, engineTest as it } from './support/engine-test';
import { type ShopChoices, shop } from './support/shop-program';

/** Runs it until it succeeds. A run that fails and gets no further would never end. */
async function untilItSucceeds(run: () => Promise<EngineRun>): Promise<number> {
  for (let runs = 1; runs <= 40; runs += 1) {
    const { succeeded } = await run();
    if (succeeded) return runs;
  }
  throw new Error('It does not succeed.');
}

/** Everything that does not depend on a failure is done all the same: the same failures in fewer runs. */
const goOn = '--continue-on-error';

const everythingInPlace: ShopChoices = {
  cpuCount: 4,
  displayName: 'Orders of the shop',
  image: 'orders:2',
  databaseRoles: ['readers'],
  annotations: { team: 'shop' },
};

const moved: ShopChoices = { clusterId: 'shop-new', accountId: 'orders-new' };

describe.skipIf(isEngineMissing)('a shop where everything fails once', () => {
  it('is complete, then moved to another cluster and another account, then gone, after enough runs', async ({ stack }) => {
    const { failures } = stack.cloud;
    failures.failEachOnce(['create']);
    expect(await untilItSucceeds(() => stack.up(shop(), goOn))).toBeGreaterThan(2);
    expect(stack.lost()).toEqual([]);

    failures.failEachOnce(['create', 'update', 'delete']);
    // Not with goOn: then the engine (3.274) waits for ever once the deletion of what is replaced fails.
    expect(await untilItSucceeds(() => stack.up(shop(moved)))).toBeGreaterThan(2);
    expect(stack.lost()).toEqual([]);
    expect((await stack.up(shop(moved), '--expect-no-changes')).errors).toEqual([]);

    failures.failEachOnce(['delete']);
    expect(await untilItSucceeds(() => stack.destroy(['--skip-preview', goOn]))).toBeGreaterThan(2);
    expect([stack.cloud.objects, stack.known()]).toEqual([[], []]);
  });

  it('is complete where each resource is made and not ready, and is changed in place after enough runs', async ({ stack }) => {
    const { failures } = stack.cloud;
    failures.failEachOnce(['create'], 'half-made');
    expect(await untilItSucceeds(() => stack.up(shop(), goOn))).toBeGreaterThan(2);
    expect(stack.lost()).toEqual([]);

    failures.failEachOnce(['update']);
    expect(await untilItSucceeds(() => stack.up(shop(everythingInPlace), goOn))).toBeGreaterThan(1);
    expect(stack.lost()).toEqual([]);
    expect((await stack.up(shop(everythingInPlace), '--expect-no-changes')).errors).toEqual([]);
  });
});
