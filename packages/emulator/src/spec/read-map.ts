import { type ProblemList, quote } from '@alloydb-gke/core';
import { problem } from './spec-codes';

/** Reads an object whose fields are named by the user. Nothing there is an empty map. */
export function readMap(value: unknown, path: string, what: string, problems: ProblemList): readonly (readonly [string, unknown])[] {
  if (value === undefined) return [];
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).filter(([, entry]) => entry !== undefined);
  }
  problems.add(problem('spec-map', path, { value: quote(value), what }));
  return [];
}

/** Reads a list. Nothing there is an empty list. */
export function readList(value: unknown, path: string, what: string, problems: ProblemList): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  problems.add(problem('spec-list', path, { value: quote(value), what }));
  return [];
}

/** Reads a list of texts. What is not text is a problem, and is left out. */
export function readTexts(value: unknown, path: string, what: string, problems: ProblemList): readonly string[] {
  return readList(value, path, what, problems).flatMap((entry, index) => {
    if (typeof entry === 'string') return [entry];
    problems.add(problem('spec-list', `${path}[${index}]`, { value: quote(entry), what }));
    return [];
  });
}

/** Reads an object that may be left empty: `primary:` with nothing behind it is null in YAML. */
export function orEmpty(value: unknown): unknown {
  return value === null || value === undefined ? {} : value;
}
