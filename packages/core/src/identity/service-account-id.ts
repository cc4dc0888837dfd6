import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { problem } from './identity-codes';

/** Longest id that IAM accepts. Source: https://cloud.google.com/iam/docs/service-accounts-create */
const longest = 30;
const hashLetters = 8;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

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
  if (!/^[a-z][a-z0-9-]{4,}[a-z0-9]$/.test(name)) problems.add(problem('service-account-id', path, { value: quote(name) }));
  problems.throwIfAny();
  return name.length < longest ? name : `${name.slice(0, longest - hashLetters - 1)}-${shortHash(name)}`;
}

/** 40 bits of SHA-256 as 8 lower-case letters and digits. */
function shortHash(text: string): string {
  // Loaded when it is needed: it costs as much to load as the whole of this package.
  // biome-ignore lint/style/noRestrictedGlobals: hashing is pure, and SHA-256 is better taken from Node than written again.
  const { createHash } = process.getBuiltinModule('node:crypto');
  let bits = 0n;
  for (const byte of createHash('sha256').update(text).digest().subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: hashLetters }, (_, index) => alphabet[Number((bits >> BigInt(5 * index)) & 31n)]).join('');
}
