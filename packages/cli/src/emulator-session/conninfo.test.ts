import { describe, expect, it } from 'vitest';
import { conninfo } from './conninfo';

describe('a connection string', () => {
  it('is one word of a shell', () => {
    expect(conninfo({ host: '127.0.0.1', port: 6432, user: 'app' })).toBe("'host=127.0.0.1 port=6432 user=app'");
  });

  it('quotes for libpq, then for the shell', () => {
    expect(conninfo({ user: "o'hara", dbname: 'my orders', empty: '' })).toBe(
      `'user='\\''o\\'\\''hara'\\'' dbname='\\''my orders'\\'' empty='\\'''\\'''`,
    );
  });
});
