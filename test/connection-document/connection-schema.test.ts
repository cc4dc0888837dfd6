import { readFileSync } from 'node:fs';
import { Connection, connectionSchema, ModelError } from '@alloydb-gke/core';
import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectionDocument } from '../support/arbitraries/connection-document-arbitrary';

const validate = new Ajv({ allErrors: true, strict: true, strictRequired: false }).compile(connectionSchema);

const email = 'orders@my-project.iam.gserviceaccount.com';
const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';

/** Values that are right somewhere in a document, and some that are right nowhere. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    email,
    primary,
    'read-pool',
    'iam',
    'built-in',
    'linked',
    'direct',
    'impersonated',
    'PSC',
    'shop',
    'my-project.svc.id.goog',
  ),
  fc.constantFrom<unknown>(
    '123456789012',
    1,
    0,
    2,
    true,
    null,
    '',
    [],
    {},
    [email],
    ['x'],
    { name: 'secret', key: 'password' },
    { uri: 'read-pool' },
  ),
  fc.constantFrom<unknown>({ primary }, { primary, read: 'read-pool' }, { read: { uri: primary, ipType: 'PSC' } }, { maxConnections: 500 }),
  fc.string({ maxLength: 8 }),
  fc.jsonValue({ maxDepth: 1 }),
);

const placesToBreak = [
  ...['version', 'auth', 'databaseName', 'databaseUser', 'passwordSecret', 'instances', 'ipType', 'identity', 'server', '$schema', 'other'],
  ...['form', 'kubernetesServiceAccount', 'iamServiceAccount', 'impersonationChain', 'sourceIamServiceAccount', 'workloadPool'].map(
    (field) => `identity.${field}`,
  ),
  ...[
    'passwordSecret.key',
    'passwordSecret.name',
    'passwordSecret.other',
    'instances.primary',
    'instances.read',
    'instances.Read',
    'instances.primary.uri',
  ],
  ...['instances.primary.ipType', 'server.maxConnections', 'server.managedConnectionPooling', 'server.other', 'identity.other'],
];

/** Legal documents with up to three fields set to something, or taken away. */
const anyDocument = fc
  .tuple(
    connectionDocument,
    fc.array(fc.tuple(fc.constantFrom(...placesToBreak), fc.option(anyValue, { nil: undefined })), { maxLength: 3 }),
  )
  .map(([document, changes]) => {
    const changed = structuredClone(document) as unknown as Record<string, unknown>;
    for (const [place, value] of changes) setField(changed, place.split('.'), value);
    return changed;
  });

function setField(object: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  const inner = object[first];
  if (rest.length > 0) {
    if (typeof inner === 'object' && inner !== null) setField(inner as Record<string, unknown>, rest, value);
  } else if (value === undefined) delete object[first];
  // A copy: a later change may go into it, and the generator gives the same object again.
  else object[first] = structuredClone(value);
}

const parses = (document: object): boolean => {
  try {
    Connection.parse(document);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(ModelError);
    return false;
  }
};

describe('the schema of a connection document', () => {
  it('accepts what the parser accepts', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyDocument, (document) => {
        if (!parses(document)) return;
        accepted += 1;
        expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });

  it('accepts only what the parser accepts, apart from what no schema can say', () => {
    let refused = 0;
    fc.assert(
      fc.property(anyDocument, (document) => {
        if (!validate(document)) {
          refused += 1;
          return;
        }
        const problems = problemsOf(document).filter(
          (code) => !['sibling-of-nothing', 'database-name', 'database-user-too-long'].includes(code),
        );
        expect(problems).toEqual([]);
      }),
      { numRuns: 5000 },
    );
    expect(refused).toBeGreaterThan(500);
  });

  it('accepts what a connection writes', () => {
    const connection = Connection.of({
      auth: 'built-in',
      databaseName: 'shop',
      databaseUser: 'orders',
      passwordSecret: { name: 'orders-database', key: 'password' },
      instances: { primary, read: { uri: 'read-pool', ipType: 'PUBLIC' } },
      ipType: 'PSC',
      identity: {
        kubernetesServiceAccount: 'orders',
        namespace: 'shop',
        workloadPool: 'gke-project.svc.id.goog',
        workloadPoolProjectNumber: '123',
      },
      server: { maxConnections: 500, managedConnectionPooling: false },
    });
    expect(validate(connection.toJSON()), JSON.stringify(validate.errors)).toBe(true);
  });

  it('describes every field, for editors', () => {
    const undescribed: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const [name, field] of Object.entries(schema)) {
        if (name === 'properties' && !path.includes('allOf')) {
          for (const [property, value] of Object.entries(field as Record<string, { description?: string }>)) {
            if (!value.description?.endsWith('.')) undescribed.push(`${path}.${property}`);
          }
        }
        visit(field, `${path}.${name}`);
      }
    };
    visit(connectionSchema, '');
    expect(undescribed).toEqual([]);
  });

  it('is published as it is here', () => {
    const { $comment: _, ...published } = JSON.parse(
      readFileSync(new URL('../../packages/core/connection.schema.json', import.meta.url), 'utf8'),
    );
    expect(published).toEqual(connectionSchema);
  });
});

function problemsOf(document: object): readonly string[] {
  try {
    Connection.parse(document);
    return [];
  } catch (error) {
    if (error instanceof ModelError) return error.problems.map(({ code }) => code);
    throw error;
  }
}
