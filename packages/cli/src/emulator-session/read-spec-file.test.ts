import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSpecFile } from './read-spec-file';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'spec-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'spec.yaml');
  writeFileSync(path, text);
  return path;
}

describe('a spec file', () => {
  it.each([
    ['YAML', 'clusters:\n  one: { flag: on }\n'],
    ['JSON', '{ "clusters": { "one": { "flag": "on" } } }'],
    ['YAML with an anchor', 'clusters:\n  one: &flag { flag: on }\n'],
  ])('can be %s', async (_, text) => {
    expect(await readSpecFile(file(text))).toEqual({ clusters: { one: { flag: 'on' } } });
  });

  it.each([
    ['one: two: three\n', '1:6: The YAML cannot be read: Nested mappings are not allowed in compact mappings. Correct it there'],
    ['a: 1\na: 2\n', '2:1: The YAML cannot be read: Map keys must be unique. Correct it there'],
    ['a: !secret x\n', '1:4: The YAML cannot be read: Unresolved tag: !secret. Correct it there'],
    ['a: 1\n---\nb: 2\n', /2:1: The YAML cannot be read: Source contains multiple documents/],
    ['a: *nothing\n', /The YAML cannot be read: Unresolved alias/],
  ])('that cannot be read is reported with line and column: %j', async (text, message) => {
    const attempt = readSpecFile(file(text));
    await expect(attempt).rejects.toMatchObject({ exitCode: 'input', code: 'yaml-not-readable' });
    await expect(attempt).rejects.toThrow(message);
  });

  it('that grows without end by its aliases is refused', async () => {
    const levels = Array.from({ length: 9 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(', ')}]`);
    await expect(readSpecFile(file(`a0: &a0 x\n${levels.join('\n')}\n`))).rejects.toMatchObject({ code: 'yaml-not-readable' });
  });

  it('that is a folder is named', async () => {
    await expect(readSpecFile(folder)).rejects.toThrow(`${folder}: The file cannot be read: illegal operation on a directory.`);
  });
});
