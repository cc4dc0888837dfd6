import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readObject, readText } from '../input/read-fields';
import { problem } from './kubernetes-codes';
import { isDnsSubdomain } from './object-name';

/**
 * The part of a name behind the "/", and a value that is not empty.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
const labelPattern = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Reads labels as Kubernetes accepts them. Undefined stays undefined. */
export function readLabels(value: unknown, path: string, problems: ProblemList): Readonly<Record<string, string>> | undefined {
  const labels = readNamed(value, path, 'an object of labels', problems);
  for (const [name, text] of Object.entries(labels ?? {})) {
    if (text !== '' && !labelPattern.test(text)) problems.add(problem('label-value', `${path}.${name}`, { value: quote(text) }));
  }
  return labels;
}

/** Reads annotations as Kubernetes accepts them: any text under a name like that of a label. Undefined stays undefined. */
export function readAnnotations(value: unknown, path: string, problems: ProblemList): Readonly<Record<string, string>> | undefined {
  return readNamed(value, path, 'an object of annotations', problems);
}

function readNamed(value: unknown, path: string, wanted: string, problems: ProblemList): Readonly<Record<string, string>> | undefined {
  const fields = readObject(value, path, wanted, problems);
  if (fields === undefined) return undefined;
  const named: Record<string, string> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!isLabelName(name)) problems.add(problem('label-name', path, { value: quote(name) }));
    const text = readText(field, `${path}.${name}`, problems);
    if (text !== undefined) named[name] = text;
  }
  return named;
}

function isLabelName(name: string): boolean {
  const [last = '', prefix, ...more] = name.split('/').reverse();
  return more.length === 0 && (prefix === undefined || isDnsSubdomain(prefix)) && labelPattern.test(last);
}
