import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hereDocument, shellQuote } from './shell-quote';

/** What a real shell makes of a script. */
const output = (script: string): string => {
  const { stdout, stderr, status } = spawnSync('sh', ['-eu'], { input: script, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

const awkward = fc.constantFrom(
  '',
  "'",
  '"',
  '$HOME',
  '$(id)',
  '`id`',
  '\\',
  '\n',
  ' ',
  '*',
  '~',
  '!',
  '#',
  '&',
  ';',
  '|',
  '{a,b}',
  '--option=',
  '=',
  'é',
  '\t',
);
const anyText = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(awkward, fc.string({ maxLength: 3 })), { maxLength: 8 }).map((parts) => parts.join('')),
  )
  .filter((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text));

describe('a quoted word of the shell', () => {
  it('arrives at a program as it was meant, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 20 }), (texts) => {
        const words = texts.map((text) => ` ${shellQuote(text)}`).join('');
        expect(output(`printf '%s\\0' ""${words}`).split('\0').slice(1, -1)).toEqual(texts);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['my-cluster', 'my-cluster'],
    ['orders@my-project.iam', 'orders@my-project.iam'],
    ['--region=us-central1', '--region=us-central1'],
    ['--member=serviceAccount:my-project.svc.id.goog[shop/orders]', "--member='serviceAccount:my-project.svc.id.goog[shop/orders]'"],
    ["it's", "'it'\\''s'"],
    ['', "''"],
    ['--empty=', '--empty='],
  ])('is quoted only where it has to be: %s', (text, quoted) => {
    expect(shellQuote(text)).toBe(quoted);
  });
});

describe('a here-document', () => {
  it('arrives as it was meant, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.array(fc.constantFrom('SQL', 'SQL_', '$HOME', ''), { maxLength: 4 }).map((lines) => lines.join('\n')),
        ),
        (text) => {
          expect(output(`cat ${hereDocument(text, 'SQL')}\n`)).toBe(`${text}\n`);
        },
      ),
      { numRuns: 300 },
    );
  });
});
