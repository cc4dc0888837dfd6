import type { FlagRow } from './flag-row';

/** What an argument was read as. `at` is its place in the arguments. */
export type FlagToken =
  | { readonly kind: 'flag'; readonly row: FlagRow; readonly value: string; readonly at: number }
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'unknown-flag'; readonly flag: string; readonly at: number }
  | { readonly kind: 'no-value'; readonly row: FlagRow; readonly at: number }
  | { readonly kind: 'bad-syntax'; readonly text: string; readonly at: number }
  | { readonly kind: 'test-flag'; readonly at: number };

/** The flags that a command has, by name and by letter. */
export interface KnownFlags {
  readonly byName: ReadonlyMap<string, FlagRow>;
  readonly byLetter: ReadonlyMap<string, FlagRow>;
}

export function knownFlags(rows: readonly FlagRow[]): KnownFlags {
  return {
    byName: new Map(rows.map((row) => [row.name, row])),
    byLetter: new Map(rows.flatMap((row) => (row.short ? [[row.short, row] as const] : []))),
  };
}

/**
 * Splits arguments into flags and words as pflag does, the flag library of the Auth Proxy: `--flag value`, `--flag=value`,
 * `-f value`, `-fvalue`, `-f=value`, letters in a group, `--` before words alone, words anywhere. pflag stops at the first
 * mistake; this goes on, so that all mistakes are found.
 * Source: https://github.com/spf13/pflag/blob/v1.0.10/flag.go#L980
 *
 * @param positions the place of each argument among those that the user wrote
 * @param takesNext whether the word behind an unknown flag belongs to it
 */
export function splitFlags(
  args: readonly string[],
  positions: readonly number[],
  known: KnownFlags,
  takesNext: (flag: string, next: string) => boolean,
): readonly FlagToken[] {
  const tokens: FlagToken[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    const at = positions[index] ?? index;
    const next = args[index + 1];
    if (argument === '--') {
      for (let rest = index + 1; rest < args.length; rest += 1)
        tokens.push({ kind: 'word', text: args[rest] ?? '', at: positions[rest] ?? rest });
      break;
    }
    if (argument.length < 2 || !argument.startsWith('-')) {
      tokens.push({ kind: 'word', text: argument, at });
      continue;
    }
    const read = argument.startsWith('--') ? [longFlag(argument, next, known, at)] : shortFlags(argument, next, known, at);
    tokens.push(...read.map(({ token }) => token));
    const last = read.at(-1);
    const unknown =
      last?.token.kind === 'unknown-flag' && !argument.includes('=') && next !== undefined && takesNext(last.token.flag, next);
    if (last?.tookNext || unknown) index += 1;
  }
  return tokens;
}

interface Read {
  readonly token: FlagToken;
  readonly tookNext?: boolean;
}

function longFlag(argument: string, next: string | undefined, known: KnownFlags, at: number): Read {
  const [, name = '', equals, value = ''] = /^--([^=]*)(=?)(.*)$/s.exec(argument) ?? [];
  if (name === '' || name.startsWith('-')) return { token: { kind: 'bad-syntax', text: `--${name}`, at } };
  const row = known.byName.get(name);
  if (!row) return { token: { kind: 'unknown-flag', flag: `--${name}`, at } };
  return equals ? { token: { kind: 'flag', row, value, at } } : withNext(row, next, at);
}

function shortFlags(argument: string, next: string | undefined, known: KnownFlags, at: number): readonly Read[] {
  const reads: Read[] = [];
  for (let letters = argument.slice(1); letters !== ''; letters = letters.slice(1)) {
    if (letters.startsWith('test.')) return [...reads, { token: { kind: 'test-flag', at } }];
    const letter = letters.slice(0, 1);
    const row = known.byLetter.get(letter);
    if (!row) return [...reads, { token: { kind: 'unknown-flag', flag: `-${letter}`, at } }];
    const given = shortValue(letters, row);
    if (given !== undefined) return [...reads, { token: { kind: 'flag', row, value: given, at } }];
    const read = withNext(row, next, at);
    reads.push(read);
    if (row.type !== 'bool') return reads;
  }
  return reads;
}

/** The value in the same argument: `-f=value`, or `-fvalue` for a flag that needs one. */
function shortValue(letters: string, row: FlagRow): string | undefined {
  if (letters.length > 2 && letters.startsWith('=', 1)) return letters.slice(2);
  return row.type !== 'bool' && letters.length > 1 ? letters.slice(1) : undefined;
}

function withNext(row: FlagRow, next: string | undefined, at: number): Read {
  if (row.type === 'bool') return { token: { kind: 'flag', row, value: 'true', at } };
  if (next === undefined) return { token: { kind: 'no-value', row, at } };
  return { token: { kind: 'flag', row, value: next, at }, tookNext: true };
}
