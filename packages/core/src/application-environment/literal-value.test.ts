import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalValue } from './literal-value';

/**
 * What a kubelet makes of the value of a variable.
 * Source: https://github.com/kubernetes/kubernetes/blob/master/third_party/forked/golang/expansion/expand.go
 */
function expanded(value: string, variables: Readonly<Record<string, string>>): string {
  let result = '';
  for (let at = 0; at < value.length; at += 1) {
    const next = value[at + 1];
    if (value[at] !== '$' || next === undefined) {
      result += value[at];
      continue;
    }
    const end = next === '(' ? value.indexOf(')', at + 2) : -1;
    if (end >= 0) {
      const name = value.slice(at + 2, end);
      result += variables[name] ?? `$(${name})`;
      at = end;
    } else {
      result += next === '$' || next === '(' ? (next === '(' ? '$(' : '$') : `$${next}`;
      at += 1;
    }
  }
  return result;
}

describe('the value of a variable', () => {
  it('reaches the application as it was meant, for any text', () => {
    const part = fc.oneof(fc.constantFrom('$', '$$', '$(', ')', '$(HOME)', '$$(HOME)', 'HOME'), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        expect(expanded(literalValue(text), { HOME: '/root' })).toBe(text);
      }),
    );
  });

  it.each(['myapp', 'a$b', 'price in $'])('is left as it is where Kubernetes changes nothing: %s', (text) => {
    expect(literalValue(text)).toBe(text);
  });
});
