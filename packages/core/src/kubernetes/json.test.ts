import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyJson, equalJson, type JsonObject, mergeJson, withField } from './json';

describe('JSON objects', () => {
  it('are copied without sharing anything', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const copy = copyJson(value);
        expect(copy).toEqual(value);
        if (typeof value === 'object' && value !== null) expect(copy).not.toBe(value);
      }),
    );
  });

  it('are copied with a field called __proto__', () => {
    const copy = copyJson(JSON.parse('{"a": {"__proto__": {"b": 1}}}'));
    expect(JSON.stringify(copy)).toBe('{"a":{"__proto__":{"b":1}}}');
    expect(copy.a.b).toBeUndefined();
  });

  it('are equal whatever the order of their fields', () => {
    expect(equalJson({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
    expect(equalJson({ a: 1 }, { a: 1, b: undefined })).toBe(false);
    expect(equalJson([1, 2], [2, 1])).toBe(false);
    expect(equalJson({ a: null }, { a: {} })).toBe(false);
  });

  it('get a new field where the alphabet puts it', () => {
    expect(Object.keys(withField({ a: 1, c: 3 }, 'b', 2))).toEqual(['a', 'b', 'c']);
    expect(Object.keys(withField({ c: 3, a: 1 }, 'b', 2))).toEqual(['b', 'c', 'a']);
    expect(Object.keys(withField({ a: 1 }, 'b', 2))).toEqual(['a', 'b']);
  });

  it('keep the place of a field that changes', () => {
    expect(Object.entries(withField({ b: 1, a: 2 }, 'b', 3))).toEqual([
      ['b', 3],
      ['a', 2],
    ]);
  });

  it('stay sorted when they are merged, and merging twice is merging once', () => {
    const object = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.oneof(fc.nat(), fc.constant(null), fc.record({ a: fc.nat() })));
    fc.assert(
      fc.property(object, object, (target, change) => {
        const sorted = Object.fromEntries(Object.entries(target).sort(([left], [right]) => (left < right ? -1 : 1))) as JsonObject;
        const merged = mergeJson(sorted, change);
        expect(Object.keys(merged)).toEqual(Object.keys(merged).sort());
        expect(mergeJson(merged, change)).toEqual(merged);
      }),
    );
  });

  it('lose a field that is merged with null, and have lists replaced', () => {
    expect(mergeJson({ a: 1, b: { c: [1, 2], d: 3 } }, { a: null, b: { c: [9] } })).toEqual({ b: { c: [9], d: 3 } });
  });
});
