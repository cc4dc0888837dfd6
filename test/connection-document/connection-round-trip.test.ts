import { Connection } from '@alloydb-gke/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionDocument } from '../support/arbitraries/connection-document-arbitrary';

/** The same JSON with the fields of every object in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([field, inner]) => [field, reordered(inner)]),
  );
}

describe('a connection document', () => {
  it('gives an equal connection when it is written and read again', () => {
    fc.assert(
      fc.property(connectionDocument, (document) => {
        const connection = Connection.parse(document);
        expect(Connection.parse(JSON.stringify(connection))).toEqual(connection);
      }),
    );
  });

  it('gives an equal connection from annotations, whatever stands beside it', () => {
    fc.assert(
      fc.property(connectionDocument, connectionDocument, (document, beside) => {
        const connection = Connection.parse(document);
        const annotations = { ...Connection.parse(beside).toAnnotations('beside'), ...connection.toAnnotations('orders') };
        expect(Connection.fromAnnotations(annotations, 'orders')).toEqual(connection);
      }),
    );
  });

  it('is written with the same bytes whatever the order of the fields that were read', () => {
    fc.assert(
      fc.property(connectionDocument, (document) => {
        const other = Connection.parse(reordered(document) as object);
        expect(JSON.stringify(other)).toBe(JSON.stringify(Connection.parse(document)));
      }),
    );
  });

  it('keeps what was said, word for word', () => {
    fc.assert(
      fc.property(connectionDocument, (document) => {
        const written = Connection.parse(document).toJSON();
        const { instances: _, ipType: __, ...said } = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
        if (JSON.stringify(said['server']) === '{}') delete said['server'];
        expect(written).toMatchObject(said);
      }),
    );
  });
});
