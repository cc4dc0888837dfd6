import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { optionName } from './flag-names';
import type { FlagRow } from './flag-row';
import { flagRows } from './flag-table';
import { problem } from './proxy-flags-codes';
import type { Options } from './proxy-invocation';
import { showValue } from './show-value';
import { suggestFlag, suggestParameter } from './suggest-flag';
import { valueKinds, writeValue } from './value-kinds';

const rowsByOption: ReadonlyMap<string, FlagRow> = new Map(
  flagRows.filter(({ kind }) => kind !== 'action').map((row) => [optionName(row.name), row]),
);

/** Checks each option of the process by itself: that there is such a flag, and that its value keeps to the rule of its kind. */
export function checkProcessValues(options: object, path: string, problems: ProblemList): void {
  checkValues(options, '--', ({ commands }) => commands.includes('serve'), path, problems);
}

/** The same for the options of one instance. */
export function checkInstanceValues(options: object, path: string, problems: ProblemList): void {
  checkValues(options, '?', ({ scope }) => scope !== 'process', path, problems);
}

/** The same for the options of a subcommand. */
export function checkSubcommandValues(options: object, command: 'wait' | 'shutdown', path: string, problems: ProblemList): void {
  checkValues(options, '--', ({ commands }) => commands.includes(command), path, problems);
}

function checkValues(options: object, prefix: '--' | '?', isKnown: (row: FlagRow) => boolean, path: string, problems: ProblemList): void {
  for (const [option, value] of Object.entries(options as Options)) {
    if (value === undefined) continue;
    const row = rowsByOption.get(option);
    if (row && isKnown(row)) checkValue(row, value, prefix, `${path}.${option}`, problems);
    else problems.add(unknownOption(option, prefix, `${path}.${option}`));
  }
}

function checkValue(row: FlagRow, value: unknown, prefix: '--' | '?', path: string, problems: ProblemList): void {
  const { fits, isTaken, rule, optionRule = rule } = valueKinds[row.kind];
  if (fits(value)) return;
  const shown = row.secret && value !== '' ? 'a secret' : showValue(value);
  const code = isWritten(value) && isTaken(writeValue(row.kind, value)) ? 'flag-value-unfit' : 'flag-value-refused';
  problems.add(problem(code, path, { flag: prefix + row.name, value: shown, rule: Array.isArray(value) ? rule : optionRule }));
}

/** Whether a value can stand in an argument at all: an object may not even have a text. */
function isWritten(value: unknown): boolean {
  return [value].flat().every((part) => ['string', 'number', 'boolean'].includes(typeof part));
}

function unknownOption(option: string, prefix: '--' | '?', path: string): ReturnType<typeof problem> {
  const name = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const suggestion = prefix === '?' ? suggestParameter(name) : suggestFlag(`--${name}`, 'serve');
  return problem('unknown-flag', path, { command: 'The Auth Proxy', flag: quote(prefix + name), suggestion });
}
