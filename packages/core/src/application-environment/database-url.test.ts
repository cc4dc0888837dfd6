import fc from 'fast-check';
import { parse } from 'pg-connection-string';
import { describe, expect, it } from 'vitest';
import { isPostgresName } from '../connection/postgres-name';
import { beforeHost, behindPort, type DatabaseUrlFields, databaseUrl, fitsIntoUrl } from './database-url';

/** Names of every kind that PostgreSQL accepts, with many of the characters that mean something in a URL. */
const awkward = fc.constantFrom(...' %/?#@:;&=+$,[]{}()!*\'"\\`~^|<>.-_é😀\t\n\u00a0', '%2F', '%25', '%zz', '//', '..', '$(HOST)', '$$');
const anyName = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.array(fc.oneof(awkward, fc.string({ maxLength: 4 })), { minLength: 1, maxLength: 20 }).map((parts) => parts.join('')),
  )
  .filter(isPostgresName);

describe('the URL of a database', () => {
  it('is the plain one for plain names', () => {
    expect(databaseUrl({ user: 'appuser', host: '127.0.0.1', port: 5432, database: 'myapp' })).toBe(
      'postgresql://appuser@127.0.0.1:5432/myapp?sslmode=disable',
    );
  });

  it('encodes the "@" of an IAM database user', () => {
    expect(databaseUrl({ user: 'orders@my-project.iam', host: '127.0.0.1', port: 5433, database: 'shop' })).toBe(
      'postgresql://orders%40my-project.iam@127.0.0.1:5433/shop?sslmode=disable',
    );
  });

  it('gives back user, host, port and database when node-postgres parses it, for any legal names', () => {
    fc.assert(
      fc.property(anyName, anyName.filter(fitsIntoUrl), fc.integer({ min: 1024, max: 65535 }), (user, database, port) => {
        const parsed = parse(databaseUrl({ user, host: '127.0.0.1', port, database }));
        expect({ ...parsed }).toMatchObject({ user, host: '127.0.0.1', port: String(port), database, password: '', ssl: false });
      }),
      { numRuns: 5000 },
    );
  });

  it('says which database names node-postgres could not read back, and no others', () => {
    fc.assert(
      fc.property(anyName, (database) => {
        const readBack = ((): string | null | undefined => {
          try {
            return parse(`${beforeHost('u')}127.0.0.1:5432${behindPort(database)}`).database;
          } catch {
            return undefined;
          }
        })();
        expect(readBack === database).toBe(fitsIntoUrl(database));
      }),
      { numRuns: 5000 },
    );
  });

  it('says the same to libpq, which decodes every percent escape of the path', () => {
    fc.assert(
      fc.property(anyName.filter(fitsIntoUrl), (database) => {
        const [, path = ''] = /^postgresql:\/\/u@127\.0\.0\.1:5432\/([^?]*)\?sslmode=disable$/.exec(
          databaseUrl({ user: 'u', host: '127.0.0.1', port: 5432, database }),
        ) ?? [undefined];
        expect(decodeURIComponent(path)).toBe(database);
      }),
    );
  });

  it.each([
    [
      { database: 'a?b#c' },
      'databaseUrl.database: The database name "a?b#c" cannot stand in a URL: drivers disagree about "?", "#" and the path segments "." and ".." in it, and some would connect to another database. Use libpq or prefix instead of url, or rename the database.',
    ],
    [
      { database: '\ud800' },
      'databaseUrl.database: "\\ud800" cannot be the name of a database. Use 1 to 63 bytes without a zero byte, the limit of PostgreSQL.',
    ],
    [
      { user: '\udfff' },
      'databaseUrl.user: "\\udfff" cannot be the name of a database user. Use 1 to 63 bytes without a zero byte, the limit of PostgreSQL.',
    ],
    [
      { host: '::1' },
      'databaseUrl.host: "::1" cannot be the host of a URL. Write a host name or an IPv4 address. Drivers disagree about IPv6 addresses.',
    ],
    [{ port: 65536 }, 'databaseUrl.port: 65536 cannot be the port of a URL. Write a whole number from 1 to 65535.'],
    [{ port: '5432' }, 'databaseUrl.port: "5432" cannot be the port of a URL. Write a whole number from 1 to 65535.'],
    [{ host: undefined }, 'databaseUrl: The field "host" is missing. Set "host", a host name or an IPv4 address.'],
  ])('refuses what drivers would read differently: %j', (change, message) => {
    const fields = { user: 'appuser', host: '127.0.0.1', port: 5432, database: 'myapp', ...change };
    expect(() => databaseUrl(fields as DatabaseUrlFields)).toThrow(expect.objectContaining({ name: 'ModelError', message }));
  });
});
