import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readObject } from '../input/read-fields';
import { problem } from './application-workload-codes';

/**
 * A name that every Kubernetes version accepts.
 * Source: https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
 */
const variablePattern = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Reads variables. A value is never shown: it may be a secret. */
export function readVariables(value: unknown, path: string, problems: ProblemList): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {};
  for (const [name, text] of Object.entries(readObject(value, path, 'an object of variables', problems) ?? {})) {
    if (!isVariableName(name)) problems.add(problem('application-variable-name', path, { value: quote(name) }));
    if (typeof text === 'string') variables[name] = text;
    else problems.add(problem('application-variable-text', path, { name }));
  }
  return variables;
}

/** Whether a variable can be called so. */
export function isVariableName(name: string): boolean {
  return variablePattern.test(name);
}
