import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../errors/model-error';
import { serviceAccountId } from './service-account-id';

const anyName = fc.stringMatching(/^[a-z][a-z0-9-]{4,80}[a-z0-9]$/);

describe('the id of an IAM service account', () => {
  it.each(['orders', 'a'.repeat(29)])('is the name itself where that is short enough: %s', (name) => {
    expect(serviceAccountId(name)).toBe(name);
  });

  it('is always an id that IAM accepts, and the same for the same name', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(serviceAccountId(name)).toMatch(/^[a-z]([-a-z0-9]{4,28}[a-z0-9])$/);
        expect(serviceAccountId(name)).toBe(serviceAccountId(name));
      }),
    );
  });

  it('of a short name never equals a shortened one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{28,80}[a-z0-9]$/), (long) => {
        const id = serviceAccountId(long);
        expect(id).toHaveLength(30);
        // A name that looks like a shortened one is 30 characters long, and so is shortened itself.
        expect(serviceAccountId(id)).not.toBe(id);
      }),
    );
    fc.assert(
      fc.property(
        anyName.filter((name) => name.length < 30),
        (short) => serviceAccountId(short).length < 30,
      ),
    );
  });

  it('ends in 40 bits of the SHA-256 of the whole name', () => {
    const name = 'payments-reconciliation-worker-eu';
    const bits = [...createHash('sha256').update(name).digest().subarray(0, 5)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const letters = 'abcdefghijklmnopqrstuvwxyz234567';
    const groups = (bits.match(/.{5}/g) ?? []).reverse().map((group) => letters[Number.parseInt(group, 2)]);
    expect(groups).toHaveLength(8);
    expect(serviceAccountId(name)).toBe(`payments-reconciliati-${groups.join('')}`);
  });

  it('differs for names that begin alike', () => {
    const ids = new Set(Array.from({ length: 2000 }, (_, index) => serviceAccountId(`payments-reconciliation-worker-${index}`)));
    expect(ids.size).toBe(2000);
  });

  it.each([undefined, null, 5, ['orders-service']])('is made of text alone, not of %j', (name) => {
    expect(() => serviceAccountId(name as unknown as string)).toThrow(
      `name: A service account id cannot be made of ${JSON.stringify(name)}.`,
    );
  });

  it.each(['Orders', 'abc', '1orders', 'orders-', 'ord_ers', ''])('cannot be made of %j', (name) => {
    expect(() => serviceAccountId(name)).toThrow(ModelError);
    expect(() => serviceAccountId(name)).toThrow(
      `name: A service account id cannot be made of ${JSON.stringify(name)}. Use at least 6 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen.`,
    );
  });
});
