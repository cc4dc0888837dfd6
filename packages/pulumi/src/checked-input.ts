import { ProblemList } from '@alloydb-gke/core';
import { all, type Input, output, type Unwrap } from '@pulumi/pulumi';
import { leavesOf } from './leaves';

/** Adds what is wrong with a value. */
export type Check<Value, Others> = (value: Value, path: string, problems: ProblemList, others: Others) => void;

/**
 * The value, checked: at once where it and what it is checked against are known, else as soon as they are. What a preview does
 * not know fails no check.
 *
 * @param others what else decides whether it is right
 */
export function checked<Value, Others = undefined>(
  value: Input<Value> | undefined,
  path: string,
  problems: ProblemList,
  check: Check<Unwrap<Value>, Unwrap<Others>>,
  others?: Others,
): Input<Value> | undefined {
  if (value === undefined) return undefined;
  if (leavesOf([value, others], () => undefined).length === 0) {
    check(value as Unwrap<Value>, path, problems, others as Unwrap<Others>);
    return value;
  }
  const known = all([output(value), output(others)]).apply(([found, beside]) => {
    const later = new ProblemList();
    check(found as Unwrap<Value>, path, later, beside as Unwrap<Others>);
    later.throwIfAny();
    return found;
  });
  return known as unknown as Input<Value>;
}
