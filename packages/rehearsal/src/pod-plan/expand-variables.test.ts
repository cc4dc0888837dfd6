import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandVariables, type VariableLookup } from './expand-variables';

const values: Readonly<Record<string, string>> = { HOST: '127.0.0.1', NESTED: '$(HOST)', EMPTY: '', 'odd name': 'x' };
const lookup: VariableLookup = (name) => (Object.hasOwn(values, name) ? values[name] : undefined);

describe('the expansion of variables', () => {
  it.each([
    ['$(HOST):5432', '127.0.0.1:5432'],
    ['$(HOST)$(HOST)', '127.0.0.1127.0.0.1'],
    ['$$(HOST)', '$(HOST)'],
    ['$$$(HOST)', '$127.0.0.1'],
    ['$(NOBODY)', '$(NOBODY)'],
    ['$(NESTED)', '$(HOST)'],
    ['[$(EMPTY)]', '[]'],
    ['$(odd name)', 'x'],
    ['$(HOST', '$(HOST'],
    ['$(HOST $(HOST)', '$(HOST $(HOST)'],
    ['$HOST $ $!', '$HOST $ $!'],
    ['$()', '$()'],
  ])('makes %s into %s', (text, expected) => {
    expect(expandVariables(text, lookup)).toBe(expected);
  });

  it('does what the scanner of Kubernetes does, for any text', () => {
    const part = fc.constantFrom('$', '(', ')', '$$', '$(HOST)', '$(NESTED)', '$(', 'HOST', 'a', ' ');
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
        (text) => {
          expect(expandVariables(text, lookup)).toBe(scanned(text));
        },
      ),
    );
  });

  it('leaves text without a dollar sign alone', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('$')),
        (text) => expandVariables(text, lookup) === text,
      ),
    );
  });
});

/** The Go program, line by line. */
function scanned(input: string): string {
  let [output, checkpoint] = ['', 0];
  for (let cursor = 0; cursor < input.length; cursor += 1) {
    if (input[cursor] !== '$' || cursor + 1 >= input.length) continue;
    output += input.slice(checkpoint, cursor);
    const rest = input.slice(cursor + 1);
    if (rest[0] === '$') {
      output += '$';
      cursor += 1;
    } else if (rest[0] === '(' && rest.includes(')')) {
      const name = rest.slice(1, rest.indexOf(')'));
      output += lookup(name) ?? `$(${name})`;
      cursor += rest.indexOf(')') + 1;
    } else {
      output += `$${rest[0]}`;
      cursor += 1;
    }
    checkpoint = cursor + 1;
  }
  return output + input.slice(checkpoint);
}
