import { AlloyDBApplication as ConstructApplication } from '@alloydb-gke/cdk8s';
import type { Connection } from '@alloydb-gke/core';
import { AlloyDBApplication } from '@alloydb-gke/pulumi';
import { startMockedProgram } from '@alloydb-gke/pulumi/testing';
import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connection } from '../support/arbitraries/connection-arbitrary';

const minutes = 60_000;

interface Application {
  readonly connection: Connection;
  readonly said: {
    readonly image: string;
    readonly name: string;
    readonly replicas?: number;
    readonly port?: number;
    readonly variables?: Record<string, string>;
    readonly resources?: object;
    readonly securityContext?: object;
    readonly container?: object;
    readonly podSpec?: object;
    readonly proxy?: object;
    readonly defaults?: object;
  };
}

/** Mostly what is right, so that there is something to compare. */
function mostly<Value>(right: readonly Value[], ...wrong: readonly Value[]): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: fc.constantFrom(...wrong) });
}

const text = fc.string({ maxLength: 8 });
const application: fc.Arbitrary<Application> = fc.record({
  connection,
  said: fc.record(
    {
      image: mostly(['example.com/orders:1.4.2', `orders@sha256:${'a'.repeat(64)}`], 'orders:latest', 'orders'),
      name: mostly(['orders', 'orders-eu'], 'Orders'),
      replicas: fc.integer({ min: 0, max: 3 }),
      port: fc.integer({ min: 1, max: 10_000 }),
      variables: fc.dictionary(mostly(['A', 'LOG_LEVEL'], 'PGHOST', 'a b'), text),
      resources: fc.constantFrom({ limits: { memory: '1Gi' } }, { requests: { cpu: '1' } }),
      securityContext: fc.constantFrom({}, { runAsUser: 1000 }),
      container: mostly<object>(
        [
          { args: ['--serve'], env: [{ name: 'A', value: 'b' }] },
          { ports: [{ containerPort: 9090 }], readinessProbe: { httpGet: { port: 9090 } } },
        ],
        { image: 'other' },
      ),
      podSpec: mostly<object>(
        [{ priorityClassName: 'high' }, { terminationGracePeriodSeconds: 60, volumes: [{ name: 'cache', emptyDir: {} }] }],
        { serviceAccountName: 'other' },
      ),
      proxy: mostly<object>([{ maxConnections: 20 }, { applicationDrainSeconds: 5, environment: { prefix: 'DB_' } }], { httpPort: 0 }),
      defaults: mostly<object>([{ labels: { team: 'shop' } }, { sidecar: 'classic', platform: 'autopilot' }], { labels: { team: '/' } }),
    },
    { requiredKeys: ['image', 'name'] },
  ),
});

/** What is refused is not compared by its words: the two say where in their own ways. */
async function outcome(make: () => unknown): Promise<unknown> {
  try {
    return sorted(await make());
  } catch {
    return 'refused';
  }
}

/** The order of fields is the engine's: cdk8s sorts them, Pulumi does as well. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}

function fromCdk8s({ connection: who, said }: Application): unknown {
  const chart = new Chart(new App(), 'shop');
  new ConstructApplication(chart, 'orders', { connection: who, ...said } as ConstructorParameters<typeof ConstructApplication>[2]);
  return (chart.toJson() as readonly { readonly kind: string }[]).find(({ kind }) => kind === 'Deployment');
}

async function fromPulumi({ connection: who, said }: Application): Promise<unknown> {
  const program = await startMockedProgram();
  try {
    new AlloyDBApplication('orders', { connection: who.toJSON(), ...said } as ConstructorParameters<typeof AlloyDBApplication>[1]);
  } finally {
    await program.resources();
  }
  return (await program.resource(':Deployment')).inputs;
}

it('the application from Pulumi and the application from cdk8s are the same for the same options', { timeout: 3 * minutes }, async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(application, async (one) => {
      const expected = await outcome(() => fromCdk8s(one));
      expect(JSON.stringify(await outcome(() => fromPulumi(one)))).toBe(JSON.stringify(expected));
      if (expected !== 'refused') compared++;
    }),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(20);
});
