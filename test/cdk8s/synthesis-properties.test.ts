import { AuthProxy } from '@alloydb-gke/cdk8s';
import type { AuthProxyOptions, Connection, Manifest } from '@alloydb-gke/core';
import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { authProxyOptions } from '../support/arbitraries/auth-proxy-arbitrary';
import { workload } from '../support/arbitraries/workload-arbitrary';

const minutes = 60_000;

function shop(manifests: readonly Manifest[], options: AuthProxyOptions): { readonly app: App; readonly chart: Chart } {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const workloads = manifests.map(
    (manifest, index) => new ApiObject(chart, `w${index}`, structuredClone(manifest) as unknown as ApiObjectProps),
  );
  new AuthProxy(chart, 'alloydb', options).attachTo(...workloads);
  return { app, chart };
}

const yaml = (manifests: readonly Manifest[], options: AuthProxyOptions): string => shop(manifests, options).app.synthYaml();
/** What the YAML is written from, field by field in its order. Much quicker. */
const json = (manifest: Manifest, options: AuthProxyOptions): string => JSON.stringify(shop([manifest], options).chart.toJson());

/** The same, with the fields of every object in the opposite order. */
function turned<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(turned) as Value;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const fields = Object.entries(value).reverse();
  return Object.fromEntries(fields.map(([name, field]) => [name, turned(field)])) as Value;
}

describe('synthesis', () => {
  it('gives the same bytes every time', { timeout: 5 * minutes }, () => {
    fc.assert(
      fc.property(workload, authProxyOptions, (manifest, options) => {
        expect(yaml([manifest], options)).toBe(yaml([manifest], options));
      }),
    );
  });

  it('does not depend on the order in which options are said, nor on the form of the connection', { timeout: 5 * minutes }, () => {
    fc.assert(
      fc.property(workload, authProxyOptions, (manifest, options) => {
        const document = { toJSON: () => JSON.parse(JSON.stringify(options.connection)) } as unknown as Connection;
        const expected = json(manifest, options);
        expect(json(manifest, turned(options))).toBe(expected);
        expect(json(manifest, { ...options, connection: document })).toBe(expected);
      }),
    );
  });

  it('writes no anchor, no alias and no field without a value, also for several workloads', { timeout: 5 * minutes }, () => {
    fc.assert(
      fc.property(workload, workload, authProxyOptions, (one, other, options) => {
        for (const part of yaml([one, other], options).split(/^---$/m)) {
          const plain: unknown = parse(part);
          // What has an alias comes back as one object in two places; what has no value comes back as null.
          expect(sharedObjects(plain)).toEqual([]);
          expect(hasNull(plain)).toBe(false);
        }
      }),
    );
  });
});

function sharedObjects(value: unknown, seen: Set<object> = new Set()): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  if (seen.has(value)) return [value];
  seen.add(value);
  return Object.values(value).flatMap((item) => sharedObjects(item, seen));
}

function hasNull(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).some(hasNull));
}
