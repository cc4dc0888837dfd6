import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allErrorCodes } from '../../tools/generators/errors';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { repositoryFiles } from '../support/repository/repository-files';

const read = (file: string): string => readFileSync(join(repositoryFolder, file), 'utf8');

const sources = repositoryFiles('packages').filter((file) => file.endsWith('.ts') && file.includes('/src/') && !file.endsWith('.test.ts'));
const tables = sources.filter((file) => file.endsWith('-codes.ts') && !/\/(error|event|exit)-codes\.ts$/.test(file));
const raising = sources
  .filter((file) => !tables.includes(file))
  .map(read)
  .join('\n');
const tests = [...repositoryFiles('packages'), ...repositoryFiles('test')]
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => plain(read(file)))
  .join('\n');

const rows = allErrorCodes.flatMap(({ codes }) => Object.entries(codes).map(([code, row]) => ({ code, ...row })));

/** The text of a sentence in a test, where it may be in several pieces and quoted in any way. */
function plain(text: string): string {
  return text.replace(/['"`]\s*\+\s*['"`]/g, '').replace(/[\\'"`]/g, '');
}

/** The longest piece of a sentence that no value is filled into. */
function longestPiece(sentence: string): string {
  const pieces = plain(sentence).split(/\{[a-zA-Z]+\}/);
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '').trim();
}

describe('the error codes', () => {
  it('are gathered from every table', () => {
    const gathered = new Set(rows.map(({ code }) => code));
    for (const table of tables) {
      const written = [...read(table).matchAll(/^ {2}'?([a-z][a-z0-9-]*)'?: \{/gm)].map(([, code]) => code ?? '');
      expect(written.length, table).toBeGreaterThan(0);
      expect(
        written.filter((code) => !gathered.has(code)),
        table,
      ).toEqual([]);
    }
  });

  it('are phrases, and each is there once', () => {
    const codes = rows.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(codes.filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))).toEqual([]);
  });

  it('are each raised somewhere', () => {
    expect(rows.map(({ code }) => code).filter((code) => !raising.includes(`'${code}'`))).toEqual([]);
  });

  it('each have a test', () => {
    const untested = rows.filter(({ code, message }) => !tests.includes(code) && !tests.includes(longestPiece(message)));
    expect(untested.map(({ code }) => code)).toEqual([]);
  });

  it('are sentences that say what was found, and what to do', () => {
    // A name may stand first as it is written: a flag, a field.
    const sentence = /^(["A-Z{]|--[a-z]|\?[a-z]|[a-z]+[A-Z.]).*[.]$/;
    const wrong = rows.filter(({ message, repair }) => !sentence.test(message) || !(sentence.test(repair) || /^\{[a-z]+\}$/.test(repair)));
    expect(wrong).toEqual([]);
  });
});
