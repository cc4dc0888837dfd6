import { describe, expect } from 'vitest';
import { unknownValue } from '../support/pulumi-engine/sdk-schema/check-inputs';
import { isEngineMissing, engineTest as it } from './support/engine-test';
import { configure, exampleFolder, exampleProgram, planOf, unknownOf } from './support/example-program';
import { existingCluster } from './support/existing-cluster';

/** What can be made again as it was. */
const isReplaceable = (type: string): boolean => type.startsWith('kubernetes:') || /IAMMember$|Account$|:User$/.test(type);

/** Its place in the calls that were made. */
const at = (calls: readonly string[], call: string): number => {
  expect(calls).toContain(call);
  return calls.indexOf(call);
};

/** Some calls of another kind are all before one. */
function expectBefore(calls: readonly string[], earlier: RegExp, later: string): void {
  const places = calls.flatMap((call, place) => (earlier.test(call) ? [place] : []));
  expect(places.length, String(earlier)).toBeGreaterThan(0);
  expect(Math.max(...places), `${earlier} before ${later}`).toBeLessThan(at(calls, later));
}

const roles = /(alloydb-client|alloydb-databaseUser|serviceUsageConsumer|workloadIdentityUser|service-account)$/;

describe.skipIf(isEngineMissing)('the examples on the real engine', () => {
  it('pulumi-stack is previewed, made, protected, repaired, changed and removed, also where something fails', async ({ stack }) => {
    const program = exampleProgram('pulumi-stack');
    configure(stack, { 'shop:image': 'example.com/shop/orders:1.4.2', 'shop:administratorPassword': 'correct-horse' });
    const preview = await stack.preview(program, '--json');
    expect([preview.errors, preview.succeeded, stack.cloud.objects]).toEqual([[], true, []]);
    expect(unknownOf(preview, unknownValue)).toEqual([]);
    await expect(planOf(preview)).toMatchFileSnapshot('../rehearsal/pulumi/golden/pulumi-stack.json');

    // What no other program has: a network, a GKE cluster, and what is in it.
    stack.cloud.failures.fail('create', 'apps', 'half-made');
    stack.cloud.failures.fail('create', 'shop-services-connection');
    for (const isComplete of [false, true]) {
      expect((await stack.up(program, '--continue-on-error')).succeeded).toBe(isComplete);
      expect(stack.lost()).toEqual([]);
    }
    const made = stack.cloud.takeCalls();
    expectBefore(made, /^create apps/, 'create alloydb-admin');
    expectBefore(made, /^create (orders-.*|shop-read|shop-primary)$(?<!deployment)(?<!service)/, 'create orders-deployment');
    expect((await stack.up(program, '--expect-no-changes')).errors).toEqual([]);

    expect((await stack.destroy([])).printed).toContain('protect');
    expect(stack.cloud.takeCalls()).toEqual([]);
    const precious = stack.cloud.objects.filter(({ type }) => !isReplaceable(type));
    // As the Automation API destroys.
    expect((await stack.destroy()).succeeded).toBe(false);
    expect(stack.cloud.objects.filter(({ type }) => !isReplaceable(type))).toEqual(precious);
    expect(stack.lost()).toEqual([]);

    // It comes back with the next `up`, together with a change, and with what somebody did by hand undone.
    stack.cloud.drift('gcp:alloydb/instance:Instance', (state) =>
      state['instanceType'] === 'READ_POOL' ? { ...state, readPoolConfig: { nodeCount: 7 } } : state,
    );
    expect((await stack.refresh(program)).errors).toEqual([]);
    stack.cloud.takeCalls();
    configure(stack, { 'shop:cpuCount': '4' });
    expect((await stack.up(program)).errors).toEqual([]);
    const repaired = stack.cloud.takeCalls();
    expect(repaired.filter((call) => /^(update|delete)/.test(call)).sort()).toEqual(['update shop-primary', 'update shop-read']);
    expect(repaired).toContain('create orders-deployment');

    configure(stack, { 'shop:region': 'europe-west1' });
    expect((await stack.preview(program)).printed).toContain('protect');
    configure(stack, { 'shop:region': 'us-central1', 'shop:deletionProtection': 'false' });
    expect((await stack.up(program)).errors).toEqual([]);
    expect([...stack.cloud.takeCalls()].sort()).toEqual(['update apps', 'update shop-cluster']);

    stack.cloud.failures.fail('delete', 'apps');
    for (const isGone of [false, true]) expect((await stack.destroy()).succeeded).toBe(isGone);
    expect([stack.cloud.objects, stack.known()]).toEqual([[], []]);
    const removed = stack.cloud.takeCalls();
    expect(removed.find((call) => roles.test(call))).toBeDefined();
    for (const role of removed.filter((call) => roles.test(call))) expectBefore(removed, /^delete orders-deployment$/, role);
    expectBefore(removed, /^delete (orders-(service|grants|test|deployment)|alloydb-admin)/, 'delete apps');
    expect(at(removed, 'delete shop-cluster')).toBeLessThan(at(removed, 'delete apps-network'));
  });

  it('pulumi-existing makes an access beside what exists, moves to another cluster, and leaves it as it was', async ({ stack }) => {
    const program = exampleProgram('pulumi-existing');
    stack.cloud.programFolder = exampleFolder('pulumi-existing');
    const existing = ['main', 'main-new'].flatMap((name) => existingCluster(stack, name));
    for (const object of existing) stack.cloud.put(object);
    const lost = (): readonly string[] => stack.lost().filter((one) => !existing.some(({ type, id }) => one === `${type} ${id}`));
    configure(stack, { 'shop:cluster': 'projects/shop-project/locations/us-central1/clusters/main' });

    const preview = await stack.preview(program, '--json');
    expect([preview.errors, preview.succeeded, stack.cloud.objects]).toEqual([[], true, existing]);
    expect(unknownOf(preview, unknownValue)).toEqual([]);
    await expect(planOf(preview)).toMatchFileSnapshot('../rehearsal/pulumi/golden/pulumi-existing.json');

    stack.cloud.failures.fail('create', 'orders-user', 'half-made');
    stack.cloud.failures.fail('create', 'orders:shop/orders');
    for (const isComplete of [false, false, true]) {
      expect((await stack.up(program)).succeeded).toBe(isComplete);
      expect(lost()).toEqual([]);
    }
    const made = stack.cloud.takeCalls();
    for (const call of made.filter((one) => roles.test(one))) expect(at(made, call)).toBeLessThan(at(made, 'create orders:shop/orders'));
    expect((await stack.up(program, '--expect-no-changes')).errors).toEqual([]);

    for (const { type, id } of stack.cloud.all('kubernetes:apps/v1:Deployment')) stack.cloud.remove({ type, id });
    expect((await stack.refresh(program)).errors).toEqual([]);
    expect((await stack.up(program)).errors).toEqual([]);
    expect(stack.cloud.takeCalls()).toEqual(['create orders:shop/orders']);

    configure(stack, { 'shop:cluster': 'projects/shop-project/locations/us-central1/clusters/main-new' });
    expect((await stack.up(program)).errors).toEqual([]);
    expect(lost()).toEqual([]);
    const moved = stack.cloud.takeCalls();
    expect([...moved].sort()).toEqual(['create orders-user', 'delete orders-user', 'update orders:shop/orders']);
    // The user of the new cluster is there before the workload changes over, and that of the old one until then.
    expect(moved).toEqual(['create orders-user', 'update orders:shop/orders', 'delete orders-user']);

    expect((await stack.destroy([])).errors).toEqual([]);
    expect([stack.cloud.objects, stack.known()]).toEqual([existing, []]);
    const removed = stack.cloud.takeCalls();
    for (const role of removed.filter((call) => roles.test(call))) expectBefore(removed, /^delete orders:shop/, role);
  });
});
