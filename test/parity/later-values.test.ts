import { Connection, type ConnectionDocument, defineAuthProxy, injectProxy, isJsonObject } from '@alloydb-gke/core';
import { output } from '@pulumi/pulumi';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connectionLeafKind, lift } from '../../packages/pulumi/src/leaves';
import { connectionDocument } from '../support/arbitraries/connection-document-arbitrary';

/** The tree with an Output in the place of each text that may come later. */
function later(value: unknown, choose: () => boolean, path: readonly (string | number)[] = []): unknown {
  if (typeof value === 'string') return connectionLeafKind(path) !== undefined && choose() ? output(value) : value;
  if (Array.isArray(value)) return value.map((item, index) => later(item, choose, [...path, index]));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, item]) => [field, later(item, choose, [...path, field])]));
}

const resolved = (value: unknown): Promise<unknown> => (output(value) as unknown as { promise(): Promise<unknown> }).promise();
const workload = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'orders' }, spec: { containers: [{ name: 'app' }] } };
const inject = (document: unknown): unknown =>
  injectProxy(
    workload,
    defineAuthProxy({ connection: Connection.parse(document as ConnectionDocument), environment: { libpq: true, url: 'DATABASE_URL' } }),
  );

const isAccepted = (document: unknown): boolean => {
  try {
    return inject(document) !== undefined;
  } catch {
    return false;
  }
};

it('values that come later make, byte for byte, the pod that the values themselves make', async () => {
  await fc.assert(
    fc.asyncProperty(connectionDocument, fc.infiniteStream(fc.boolean()), async (document, choices) => {
      fc.pre(isAccepted(document));
      const tree = later(document, () => choices.next().value === true);
      expect(JSON.stringify(await resolved(lift(tree, inject, connectionLeafKind)))).toBe(JSON.stringify(inject(document)));
    }),
    { numRuns: 200 },
  );
});
