import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { problem } from './identity-codes';
import { shortHash } from './short-hash';

/** Longest id that IAM accepts. Source: https://cloud.google.com/iam/docs/service-accounts-create */
const longest = 30;

/**
 * The id of an IAM service account, made of a name of any length. A name shorter than 30 characters is its own id. A longer
 * one keeps its first 21 characters and ends in 40 bits of the SHA-256 of the whole name: always exactly 30 characters, so
 * that no short name can equal a shortened one.
 *
 * @throws ModelError if no id can be made of the name
 * @example
 * serviceAccountId('orders'); // 'orders'
 */
export function serviceAccountId(name: string, path = 'name'): string {
  const problems = new ProblemList();
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{4,}[a-z0-9]$/.test(name))
    problems.add(problem('service-account-id', path, { value: quote(name) }));
  problems.throwIfAny();
  if (name.length < longest) return name;
  const hash = shortHash(name);
  return `${name.slice(0, longest - hash.length - 1)}-${hash}`;
}
