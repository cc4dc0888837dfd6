import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { targetOfUrl } from './url-target';

const folder = mkdtempSync(join(tmpdir(), 'url-'));
const [root, cert, key] = ['root.pem', 'cert.pem', 'key.pem'].map((name) => {
  writeFileSync(join(folder, name), `the text of ${name}`);
  return join(folder, name);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What pg makes of options: where it goes, as whom, and how. */
function seenByPg(options: object): object {
  const client = new Client(options) as unknown as Record<string, unknown> & { readonly ssl: unknown };
  const { user, database, host, port, password, connectionParameters } = client;
  const { options: session } = connectionParameters as { readonly options: unknown };
  const { key: sslKey, ...ssl } = Object(client.ssl) as Record<string, unknown>;
  return {
    ...{ user, database, host, port, password, session, encrypts: Boolean(client.ssl) },
    // It hides the key from whoever writes it out.
    ssl: { ...ssl, key: Object(client.ssl).key, checkServerIdentity: typeof ssl['checkServerIdentity'] },
  };
}

describe('a URL', () => {
  it.each([
    'postgresql://app:secret@db:5433/orders',
    'postgresql:///orders?host=/var/run/postgresql&user=app',
    'postgresql://app@/orders?host=/tmp',
    'postgresql://app@/orders',
    'postgresql://app@%2Fvar%2Frun%2Fpostgresql/orders',
    'postgresql://app@[::1]:5433/orders',
    'postgresql://app@[fd00::1]/orders',
    'postgresql://app@here/orders?host=there&port=6543&user=other&password=said&database=no',
    'postgresql://a%40b.iam:100%@db/or%64ers',
    'postgresql://app@db/orders?options=-c statement_timeout=5s',
    'postgresql://app@db/orders?ssl=true',
    'postgresql://app@db/orders?ssl=1',
    'postgresql://app@db/orders?ssl=0',
    'postgresql://app@db/orders?ssl=no-verify',
    'postgresql://app@db/orders?sslnegotiation=direct',
    'postgresql://app@db/orders?sslmode=disable',
    'postgresql://app@db/orders?sslmode=no-verify',
    'postgresql://app@db/orders?sslmode=verify-full&sslrootcert=ROOT',
    'postgresql://app@db/orders?sslrootcert=ROOT&sslcert=CERT&sslkey=KEY',
    'postgresql://app@db/orders?sslmode=no-verify&sslcert=CERT&sslkey=KEY',
    'postgresql://app@db/orders?sslmode=disable&sslrootcert=ROOT',
    'postgresql://app@db/orders?uselibpqcompat=true&sslmode=prefer',
    'postgresql://app@db/orders?uselibpqcompat=true&sslmode=require',
    'postgresql://app@db/orders?uselibpqcompat=true&sslmode=require&sslrootcert=ROOT',
    'postgresql://app@db/orders?uselibpqcompat=true&sslmode=verify-ca&sslrootcert=ROOT',
    'postgresql://app@db/orders?uselibpqcompat=true&sslmode=verify-full',
  ])('is read as pg reads it: %s', (written) => {
    const text = written
      .replace('ROOT', root ?? '')
      .replace('CERT', cert ?? '')
      .replace('KEY', key ?? '');
    const { to, further, ...who } = targetOfUrl(text, 'DATABASE_URL', undefined);
    expect(seenByPg({ ...further, ...who, ...to })).toEqual(seenByPg({ connectionString: text }));
  });

  it('holds nothing for pg that was read here', () => {
    const { further } = targetOfUrl('postgresql://app@db/orders?host=a&sslmode=require&application_name=shop', 'DATABASE_URL', undefined);
    expect(further).toEqual({ application_name: 'shop' });
  });

  it.each<[string, object]>([
    [
      'postgresql://app:secret@db/orders?sslmode=verify-full&sslrootcert=/no/root.pem',
      {
        code: 'certificate-file-unreadable',
        message:
          'The file "/no/root.pem", which the URL of the variable DATABASE_URL names as sslrootcert, cannot be read: ENOENT: no such file or directory, ' +
          `open '/no/root.pem'. Check the path, that the file is mounted there, and that the user of the process may read it.`,
      },
    ],
    [
      'postgresql://app:secret@db/orders?ssl=false',
      { code: 'variable-invalid', message: expect.stringContaining('Set it to a URL whose ssl is true, 1, 0 or no-verify.') },
    ],
    [
      'postgresql://app:secret@db/orders?sslmode=on',
      { code: 'variable-invalid', message: expect.stringContaining('Set it to a URL whose sslmode is disable, require or verify-full.') },
    ],
    [
      'postgresql://app:secret@db/orders?uselibpqcompat=true&sslmode=verify-ca',
      { code: 'variable-invalid', message: expect.stringContaining('names with sslrootcert whom sslmode=verify-ca trusts.') },
    ],
    [
      'postgresql://app:secret@db/orders?port=70000',
      { code: 'variable-invalid', message: expect.stringContaining('Set it to a URL whose port is from 1 to 65535.') },
    ],
    [
      'postgresql://app:secret@ /orders',
      { code: 'variable-invalid', message: expect.stringContaining('Set it to a URL such as postgresql://') },
    ],
  ])('is refused, and never shown: %s', (text, error) => {
    const read = (): unknown => targetOfUrl(text, 'DATABASE_URL', undefined);
    expect(read).toThrow(expect.objectContaining(error));
    expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
  });
});
