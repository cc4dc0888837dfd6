import { describe, expect } from 'vitest';
import { isEngineMissing, engineTest as it } from './support/engine-test';
import { shop } from './support/shop-program';

describe.skipIf(isEngineMissing)('a shop on the real engine', () => {
  it('is previewed, made, changed in place, and removed, each with nothing but what it needs', async ({ stack }) => {
    const preview = await stack.preview(shop());
    expect([preview.errors, preview.succeeded]).toEqual([[], true]);
    expect(stack.cloud.objects).toEqual([]);

    const made = await stack.up(shop());
    expect(made.errors).toEqual([]);
    expect(stack.lost()).toEqual([]);
    expect(made.outputs['orders']).toMatchObject({ identity: { iamServiceAccount: 'orders@shop-project.iam.gserviceaccount.com' } });
    const calls = stack.cloud.takeCalls();
    // The application can log in as soon as it starts.
    const login = calls.filter((call) => /^create orders-(?!deployment|service$)/.test(call));
    expect(login.length).toBeGreaterThanOrEqual(9);
    expect(calls.indexOf('create orders-deployment')).toBeGreaterThan(Math.max(...login.map((call) => calls.indexOf(call))));

    const again = await stack.up(shop(), '--expect-no-changes');
    expect([again.errors, again.succeeded, stack.cloud.takeCalls()]).toEqual([[], true, []]);

    const changed = await stack.up(shop({ cpuCount: 4, image: 'orders:2', maxConnections: 50 }));
    expect(changed.errors).toEqual([]);
    expect([...stack.cloud.takeCalls()].sort()).toEqual(['update orders-deployment', 'update reports', 'update shop-primary']);

    const destroyed = await stack.destroy();
    expect(destroyed.errors).toEqual([]);
    expect([stack.cloud.objects, stack.known()]).toEqual([[], []]);
    const removed = stack.cloud.takeCalls();
    const roles = removed.filter((call) => /^delete orders-(alloydb|serviceusage|workloadIdentityUser)/.test(call));
    expect(roles.length).toBeGreaterThanOrEqual(4);
    // The application can log in for as long as it runs.
    expect(removed.indexOf('delete orders-deployment')).toBeLessThan(Math.min(...roles.map((call) => removed.indexOf(call))));
  });

  it('is replaced where only that helps: another account, another cluster', async ({ stack }) => {
    await stack.up(shop());
    stack.cloud.takeCalls();

    const account = await stack.up(shop({ accountId: 'orders-new' }));
    expect(account.errors).toEqual([]);
    expect(stack.lost()).toEqual([]);
    const calls = stack.cloud.takeCalls();
    expect(calls).toContain('update orders-deployment');
    expect(calls).toContain('update orders-service-account');
    expect(calls.filter((call) => /shop|reports/.test(call))).toEqual([]);
    // The new account can do everything before the workload changes over, and the old one until then.
    expect(calls.indexOf('create orders-user')).toBeLessThan(calls.indexOf('update orders-deployment'));
    expect(calls.indexOf('delete orders-account')).toBeGreaterThan(calls.indexOf('update orders-deployment'));

    // Nothing but the key: the new cluster has the name of the old one.
    const kmsKeyName = 'projects/shop-project/locations/us-central1/keyRings/shop/cryptoKeys/shop';
    const before = stack.cloud.objects.map(({ id }) => id);
    const cluster = await stack.up(shop({ accountId: 'orders-new', kmsKeyName }));
    expect(cluster.errors).toEqual([]);
    expect(stack.lost()).toEqual([]);
    expect(stack.cloud.objects.map(({ id }) => id).sort()).toEqual(before.sort());
    const moved = stack.cloud.takeCalls();
    expect(moved.filter((call) => /user/.test(call) && call.startsWith('create'))).toHaveLength(4);
    expect(moved.filter((call) => call.includes('account'))).toEqual([]);
  });

  it('is repaired after somebody changed it by hand', async ({ stack }) => {
    await stack.up(shop());
    const memberType = 'gcp:projects/iAMMember:IAMMember';
    stack.cloud.drift('gcp:alloydb/instance:Instance', (state) =>
      state['instanceType'] === 'PRIMARY' ? { ...state, machineConfig: { cpuCount: 16 } } : state,
    );
    for (const member of stack.cloud.all(memberType, ({ role }) => role === 'roles/alloydb.client')) stack.cloud.remove(member);
    const removed = stack.cloud.all('kubernetes:apps/v1:Deployment');
    for (const deployment of removed) stack.cloud.remove(deployment);
    stack.cloud.takeCalls();

    expect((await stack.refresh(shop())).errors).toEqual([]);
    expect((await stack.up(shop())).errors).toEqual([]);
    expect(stack.lost()).toEqual([]);
    expect([...stack.cloud.takeCalls()].sort()).toEqual([
      'create orders-alloydb-client',
      'create orders-deployment',
      'create reports-alloydb-client',
      'update shop-primary',
    ]);
    expect(stack.cloud.all('kubernetes:apps/v1:Deployment').map(({ state }) => state['spec'])).toEqual(
      removed.map(({ state }) => state['spec']),
    );
  });
});
