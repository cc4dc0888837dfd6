import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote } from './quote';

describe('a quoted value', () => {
  it.each([
    ['text', '"text"'],
    ['two\nlines', '"two\\nlines"'],
    [5, '5'],
    [undefined, 'undefined'],
    [null, 'null'],
    [{ a: [1] }, '{"a":[1]}'],
    [Symbol('s'), 'Symbol(s)'],
    [10n, '10'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [{ a: [Number.NaN, Infinity] }, '{"a":[NaN,Infinity]}'],
    [() => 'hunter2', 'a function'],
  ])('is on one line: %#', (value, expected) => {
    expect(quote(value)).toBe(expected);
  });

  it('is cut when it is long', () => {
    expect(quote('x'.repeat(1000))).toBe(`"${'x'.repeat(199)}…`);
  });

  it('does not show the password of a URL', () => {
    expect(quote('postgres://orders:hunter2@db/shop')).toBe('"postgres://orders:…@db/shop"');
    expect(quote('postgres://orders:hunt@er/2@db/shop')).toBe('"postgres://orders:…@db/shop"');
    expect(quote({ url: 'postgres://:hunter2@db' })).toBe('{"url":"postgres://:…@db"}');
    expect(quote('https://db:5432/shop')).toBe('"https://db:5432/shop"');
  });

  it.each([
    ['host=db password=hunter2 port=5432', '"host=db password=…"'],
    ["password = 'hunt er2'", '"password = \'…"'],
    ['PGPASSWORD=hunter2', '"PGPASSWORD=…"'],
    ['--login-token hunter2', '"--login-token …"'],
    ['{"apiKey": "hunter2"}', '"{\\"apiKey\\": \\"…"'],
    ['Authorization: Bearer hunter2', '"Authorization: …"'],
    ['postgres://orders:!key2hunter2&@db/shop', '"postgres://orders:……"'],
    ['postgres://orders:x@db?password=hun@ter2', '"postgres://orders:……"'],
    ['orders:hunter2@db:5432/shop', '"orders:…@db:5432/shop"'],
    ['https://hunter2@github.com', '"https://…@github.com"'],
    ['is eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl valid', '"is … valid"'],
    ['ya29.a0AfH6SMBx-hunter2', '"…"'],
    ['x -----BEGIN RSA PRIVATE KEY-----\nhunter2', '"x …"'],
    [{ user: 'orders', password: 'hunter2', port: 1 }, '{"user":"orders","password":"…","port":1}'],
    [{ credentials: { deep: ['hunter2'] } }, '{"credentials":"…"}'],
    [{ 'token=hunter2': 1 }, '{"token=…":"…"}'],
    [[{ name: 'PGPASSWORD', value: 'hunter2' }], '[{"name":"PGPASSWORD","value":"…"}]'],
    [['--token', 'hunter2', '--port'], '["--token","…","--port"]'],
    [Symbol('secret: hunter2'), 'Symbol(secret: …'],
  ])('does not show what looks like a secret: %j', (value, expected) => {
    expect(quote(value)).toBe(expected);
  });

  it.each([
    'projects/my-token-project/locations/us-central1/clusters/secret/instances/key',
    'serviceAccount:secret-reader@my-project.iam.gserviceaccount.com',
    'orders@my-project.iam',
    'my-project:us-central1:my-primary',
    'https://db:5432/shop',
  ])('shows names that hold no secret: %s', (value) => {
    expect(quote(value)).toBe(`"${value}"`);
  });

  it('is masked in no time and whole, however long it is', () => {
    expect(quote(`postgres://orders:${'hunter2'.repeat(1000)}@db`)).toBe('"postgres://orders:……"');
    const start = performance.now();
    for (const text of ['a:a,', 'key', 'x://', '@:']) quote(text.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('never fails', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withObjectString: true }),
        (value) => typeof quote(value) === 'string',
      ),
    );
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(quote(circular)).toBe('[object Object]');
  });
});
