import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { watchLogin } from './login-watch';
import { fatalError, passwordRequest } from './postgres-messages';

const ok = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const parameter = Buffer.from([0x53, 0, 0, 0, 8, 0x61, 0, 0x62, 0]);

async function logins(...chunks: readonly Buffer[]): Promise<number> {
  const server = new PassThrough();
  let count = 0;
  watchLogin(server, () => (count += 1));
  for (const chunk of chunks) {
    server.write(chunk);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return count;
}

describe('a login', () => {
  it('is one when PostgreSQL lets the client in, with a password or without', async () => {
    expect(await logins(ok, readyForQuery)).toBe(1);
    expect(await logins(passwordRequest(), Buffer.concat([ok, parameter, readyForQuery]))).toBe(1);
  });

  it('is seen in whatever pieces it comes, and once', async () => {
    const bytes = Buffer.concat([passwordRequest(), ok, parameter, readyForQuery, readyForQuery]);
    expect(await logins(...[...bytes].map((byte) => Buffer.from([byte])))).toBe(1);
  });

  it('is none where it is refused', async () => {
    expect(await logins(fatalError('28P01', 'password authentication failed'))).toBe(0);
    expect(await logins(passwordRequest(), fatalError('28P01', 'password authentication failed'), readyForQuery)).toBe(0);
  });

  it('is none where only the password was right, and the database is not there', async () => {
    expect(await logins(ok)).toBe(0);
    expect(await logins(ok, fatalError('3D000', 'database "nodb" does not exist'))).toBe(0);
  });
});
