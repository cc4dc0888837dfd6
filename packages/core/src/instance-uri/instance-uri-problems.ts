import { maskSecrets } from '../errors/mask-secrets';
import type { Problem } from '../errors/problem';
import { isSecretPath } from '../errors/problem-table';
import { quote } from '../errors/quote';
import { problem } from './instance-uri-codes';
import { instanceUriParts } from './instance-uri-grammar';

/** Mistakes that deserve a sentence of their own, most telling first. */
const knownMistakes = [
  { looksLike: /^[^/:]+(:[^/:]+)?:[a-z]+-[a-z]+[0-9]+:[^/:]+$/, code: 'cloud-sql-connection-name' },
  { looksLike: /^(https?:)?\/\/alloydb\.googleapis\.com\//, code: 'instance-uri-with-host' },
  { looksLike: /\?/, code: 'instance-uri-with-query' },
  { looksLike: /^\s|\s$/, code: 'instance-uri-with-space' },
] as const;

/** Everything that is wrong with `value` as an instance URI. */
export function instanceUriProblems(value: unknown, path: string): readonly Problem[] {
  if (typeof value !== 'string') return [problem('instance-uri-not-text', path, { value: quote(value) })];
  const mistake = knownMistakes.find(({ looksLike }) => looksLike.test(value));
  if (mistake) return [problem(mistake.code, path, { value: quote(value) })];
  const found = segmentProblems(value, value, path);
  if (found.length > 0 && isSecretPath(path)) return [problem('instance-uri-not-text', path, { value: quote(value) })];
  // A part alone would not show that it belongs to a password.
  return found.length === 0 ? found : segmentProblems(maskSecrets(value), value, path);
}

/** The parts that are not text, before they are put together. */
export function instanceUriPartProblems(fields: object, path: string): readonly Problem[] {
  const given: Readonly<Record<string, unknown>> = Object(fields);
  return instanceUriParts.flatMap(({ name, rule }) =>
    typeof given[name] === 'string' ? [] : [problem('instance-uri-part-not-text', path, { value: quote(given[name]), part: name, rule })],
  );
}

function segmentProblems(text: string, value: string, path: string): readonly Problem[] {
  const segments = text.split('/');
  const shaped = segments.length === 8 && instanceUriParts.every((part, index) => segments[2 * index] === part.collection);
  if (!shaped) return [problem('instance-uri-shape', path, { value: quote(value), place: firstBreak(segments) })];
  return instanceUriParts.flatMap((part, index) => {
    const segment = segments[2 * index + 1] ?? '';
    if (part.pattern.test(segment)) return [];
    return [problem('instance-uri-part', path, { value: quote(value), part: part.name, segment: quote(segment), rule: part.rule })];
  });
}

/** Where the form breaks first, in words. */
function firstBreak(segments: readonly string[]): string {
  for (const [index, part] of instanceUriParts.entries()) {
    const found = segments[2 * index];
    if (found === undefined) return `it ends before "${part.collection}/"`;
    if (found !== part.collection) return `${quote(found)} stands where "${part.collection}" belongs`;
    if (segments[2 * index + 1] === undefined) return `nothing follows "${part.collection}"`;
  }
  return `${quote(segments.slice(8).join('/'))} follows the instance`;
}
