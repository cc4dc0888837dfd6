import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { Connection } from './connection';
import { problem } from './connection-codes';

/** Reads an option that holds a {@link Connection}. Undefined stays undefined. */
export function readConnectionObject(value: unknown, path: string, problems: ProblemList): Connection | undefined {
  if (value instanceof Connection) return value;
  // Another copy of this package made it: what it says is what counts.
  if (typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function') {
    const document: unknown = value.toJSON();
    if (typeof document === 'object' && document !== null) return problems.attempt(() => Connection.parse(document));
  }
  if (value !== undefined) problems.add(problem('not-a-connection', path, { value: quote(value) }));
  return undefined;
}
