import { shellQuote } from '@alloydb-gke/core';
import type { ClientEnvironment } from './client-environment';

/** A shell script that runs the command of its arguments in an environment of its own: `sh SCRIPT COMMAND …`. */
export function clientScript(whose: string, environment: ClientEnvironment): string {
  const set = Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${shellQuote(value)}`]));
  const unset = Object.keys(environment).filter((name) => environment[name] === undefined);
  return [
    `# Runs one command ${whose}: sh THIS-FILE COMMAND ...`,
    `[ "$#" -gt 0 ] || { echo "The command is missing: sh $0 COMMAND ..." >&2; exit 2; }`,
    `unset ${unset.join(' ')}`,
    ...set.map((assignment) => `export ${assignment}`),
    'exec "$@"',
    '',
  ].join('\n');
}
