import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';

const read = (path: string): string => readFileSync(join(repositoryFolder, path), 'utf8');
const [, section = ''] = /## Which test holds which fault\n([\s\S]*?)\n## /.exec(read('docs/connector.md')) ?? [];
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| fault'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('the table of the faults of the connector', () => {
  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows.map(([, fault = '', title = '', file = '']) => ({ fault, title, file })))(
    'names a test that there is: $fault',
    ({ title, file }) => {
      expect(read(file)).toContain(`'${title}'`);
    },
  );
});
