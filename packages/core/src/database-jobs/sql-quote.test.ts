import { describe, expect, it } from 'vitest';
import { psqlConnect, sqlIdentifier, sqlLiteral } from './sql-quote';

describe('a name in SQL', () => {
  it.each([
    ['myapp', '"myapp"'],
    ['orders@my-project.iam', '"orders@my-project.iam"'],
    ['a"b', '"a""b"'],
  ])('is an identifier: %s', (name, quoted) => {
    expect(sqlIdentifier(name)).toBe(quoted);
  });

  it.each([
    ['myapp', "'myapp'"],
    ["it's", "'it''s'"],
    ['a\\b', "E'a\\\\b'"],
  ])('is a string: %s', (text, quoted) => {
    expect(sqlLiteral(text)).toBe(quoted);
  });

  it.each([
    ['myapp', "\\connect -reuse-previous=on 'dbname=''myapp'''"],
    ['host=elsewhere', "\\connect -reuse-previous=on 'dbname=''host=elsewhere'''"],
    ['two\nlines', "\\connect -reuse-previous=on 'dbname=''two\\nlines'''"],
    ['a"b', "\\connect -reuse-previous=on '\"dbname=''a\"\"b''\"'"],
  ])('is what psql connects to: %j', (database, command) => {
    expect(psqlConnect(database)).toBe(command);
  });
});
