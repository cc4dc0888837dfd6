import { nearestName } from '../errors/nearest-name';
import type { ProblemList } from '../errors/problem-list';
import { isSecretPath } from '../errors/problem-table';
import { quote } from '../errors/quote';
import { problem } from './input-codes';

/** The fields that an object may have: what each means, to complete "Set field: …". */
export type FieldTable = Readonly<Record<string, { readonly meaning: string; readonly required?: true }>>;

/** Reads an object whose fields are known: a field that is not in the table, or a required one that is not there, is a problem. */
export function readFields(
  value: unknown,
  path: string,
  table: FieldTable,
  problems: ProblemList,
): Readonly<Record<string, unknown>> | undefined {
  const known = Object.keys(table);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.add(problem('not-an-object', path, { value: quote(value), fields: known.join(', ') }));
    return undefined;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  for (const field of Object.keys(fields)) {
    if (Object.hasOwn(table, field) || fields[field] === undefined) continue;
    const nearest = nearestName(field, known);
    const suggestion = nearest ? `Did you mean "${nearest}"?` : `The fields are ${known.join(', ')}.`;
    problems.add(problem('unknown-field', path, { field: isSecretPath(path) ? 'of that name' : quote(field), suggestion }));
  }
  for (const [field, { meaning, required }] of Object.entries(table)) {
    if (required && fields[field] === undefined) problems.add(problem('missing-field', path, { field, meaning }));
  }
  return fields;
}

/** Reads text. Undefined stays undefined. */
export function readText(value: unknown, path: string, problems: ProblemList): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  problems.add(problem('wrong-type', path, { value: quote(value), wanted: 'text' }));
  return undefined;
}

/** Reads one of a closed set of values. Undefined stays undefined. */
export function readChoice<const Choice extends string>(
  value: unknown,
  path: string,
  choices: readonly Choice[],
  problems: ProblemList,
): Choice | undefined {
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    problems.add(problem('not-one-of', path, { value: quote(value), choices: inWords(choices) }));
  }
  return found;
}

/** Reads a list. Undefined stays undefined. */
export function readList(value: unknown, path: string, wanted: string, problems: ProblemList): readonly unknown[] | undefined {
  if (value === undefined || Array.isArray(value)) return value;
  problems.add(problem('wrong-type', path, { value: quote(value), wanted }));
  return undefined;
}

/** Reads an object whose fields are the user's own. Undefined stays undefined. */
export function readObject(
  value: unknown,
  path: string,
  wanted: string,
  problems: ProblemList,
): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value))) {
    return value as Readonly<Record<string, unknown>> | undefined;
  }
  problems.add(problem('wrong-type', path, { value: quote(value), wanted }));
  return undefined;
}

/** Reads a whole number of at least `least`, and at most `most` where there is a highest one. Undefined stays undefined. */
export function readWholeNumber(
  value: unknown,
  path: string,
  least: number,
  problems: ProblemList,
  most: number = Number.POSITIVE_INFINITY,
): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most)) return value;
  const range = most === Number.POSITIVE_INFINITY ? `of at least ${least}` : `from ${least} to ${most}`;
  problems.add(problem('wrong-type', path, { value: quote(value), wanted: `a whole number ${range}` }));
  return undefined;
}

/** Reads true or false. Undefined stays undefined. */
export function readBoolean(value: unknown, path: string, problems: ProblemList): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  problems.add(problem('wrong-type', path, { value: quote(value), wanted: 'true or false' }));
  return undefined;
}

/** `"a", "b" or "c"` */
function inWords(choices: readonly string[]): string {
  const quoted = choices.map(quote);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
