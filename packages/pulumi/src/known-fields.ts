import { type ProblemList, readFields } from '@alloydb-gke/core';
import { Resource } from '@pulumi/pulumi';
import { isLeaf, treeOf } from './leaves';
import { isPlain } from './leaves/leaf';
import { problem } from './pulumi-codes';

/** A field of arguments: what of its value is known, too. */
interface FieldRow {
  /** The value is an object with these fields. */
  readonly fields?: Table;
  /** The value is an object of such objects, by names of the user's choice. */
  readonly byName?: Table;
  /** The value is a list of such objects. */
  readonly list?: Table;
}

/** A field that has to be there, and what it means. */
interface RequiredRow extends FieldRow {
  readonly required: string;
}

type Table = Readonly<Record<string, FieldRow | RequiredRow>>;

/** A table with exactly the fields of arguments: the compiler misses none. Only what they require can be required. */
export type ArgsTable<Args> = {
  readonly [Field in keyof Args]-?: object extends Pick<Args, Field> ? FieldRow & { readonly required?: never } : FieldRow | RequiredRow;
};

/** A field whose value is not looked into. */
export const anything: FieldRow & { readonly required?: never } = {};

/**
 * Checks what programs in JavaScript have no compiler for, and spreads hide from it: a field that does not exist does nothing,
 * and nobody would hear of it.
 *
 * @throws ModelError where something is not there, or no object: nothing more can be read then
 */
export function checkArgs<Args extends object>(args: Args, name: string, table: ArgsTable<Args>, problems: ProblemList): void {
  checkFields(args ?? {}, name, table as unknown as Table, problems);
  if (problems.all.some(({ code }) => code !== 'unknown-field')) problems.throwIfAny();
}

function checkFields(value: unknown, path: string, table: Table, problems: ProblemList): void {
  const said = treeOf(value);
  // A component in the place of arguments has fields of its own.
  const isOfClass = typeof said === 'object' && said !== null && !Array.isArray(said) && !isPlain(said);
  if (isLeaf(said) || Resource.isInstance(said) || isOfClass) return;
  if (!isPlain(said)) {
    // Not quoted: a text here may be a password.
    problems.add(problem('arguments-not-an-object', path, { fields: Object.keys(table).join(', ') }));
    return;
  }
  const known = Object.entries(table).map(([field, row]) => [
    field,
    'required' in row ? { meaning: row.required, required: true as const } : { meaning: '' },
  ]);
  const found = readFields(said, path, Object.fromEntries(known), problems) ?? {};
  for (const [field, { fields, byName, list }] of Object.entries(table)) {
    const inner = treeOf(found[field]);
    const at = `${path}.${field}`;
    if (inner === undefined || isLeaf(inner)) continue;
    if (fields) checkFields(inner, at, fields, problems);
    if (byName && !isPlain(inner)) problems.add(problem('arguments-not-by-name', at, { fields: Object.keys(byName).join(', ') }));
    if (byName && isPlain(inner)) for (const [name, one] of Object.entries(inner)) checkFields(one, `${at}.${name}`, byName, problems);
    if (list && !Array.isArray(inner)) problems.add(problem('arguments-not-a-list', at, { fields: Object.keys(list).join(', ') }));
    if (list && Array.isArray(inner)) for (const [index, one] of inner.entries()) checkFields(one, `${at}[${index}]`, list, problems);
  }
}
