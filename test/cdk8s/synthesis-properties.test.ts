import { AuthProxy } from '@alloydb-gke/cdk8s';
import type { AuthProxyOptions, Connection, Manifest } from '@alloydb-gke/core';
import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { authProxyOptions } from '../support/arbitraries/auth-proxy-arbitrary';
import { workload } from '../support/arbitraries/workload-arbitrary';

function synthesised(manifests: readonly Manifest[], options: AuthProxyOptions): string {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const workloads = manifests.map((manifest, index) => new ApiObject(chart, `w${index}`, structuredClone(manifest) as unknown as ApiObjectProps));
  new AuthProxy(chart, 'alloydb', options).attachTo(...workloads);
  return app.synthYaml();
}

/** The same, with the fields of every object in the opposite order. */
function turned<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(turned) as Value;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const fields = Object.entries(value).reverse();
  return Object.fromEntries(fields.map(([name, field]) => [name, turned(field)])) as Value;
}

describe('synthesis', () => {
  it('gives the same bytes every time, whatever the order in which options are said', () => {
    fc.assert(
      fc.property(workload, authProxyOptions, (manifest, options) => {
        const text = synthesised([manifest], options);
        expect(synthesised([manifest], options)).toBe(text);
        expect(synthesised([manifest], turned(options))).toBe(text);
      }),
    );
  });

  it('gives the same bytes for a connection and for its document', () => {
    fc.assert(
      fc.property(workload, authProxyOptions, (manifest, options) => {
        const document = { toJSON: () => JSON.parse(JSON.stringify(options.connection)) };
        const again = { ...options, connection: document as unknown as Connection };
        expect(synthesised([manifest], again)).toBe(synthesised([manifest], options));
      }),
    );
  });

  it('writes no anchor, no alias and no field without a value, also when several workloads have the same proxy', () => {
    fc.assert(
      fc.property(workload, workload, authProxyOptions, (one, other, options) => {
        const text = synthesised([one, other], options);
        for (const part of text.split(/^---$/m)) {
          const plain: unknown = parse(part);
          // What has an alias comes back as one object in two places; what is undefined comes back as null.
          expect(sharedObjects(plain)).toEqual([]);
          expect(JSON.stringify(plain)).not.toContain('null');
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
