import type { Problem } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { checkSubcommandValues } from './check-values';
import { findCommand } from './find-command';
import { environmentVariable, optionName } from './flag-names';
import type { FlagRow, ProxyCommand } from './flag-row';
import { type FlagToken, knownFlags, splitFlags } from './flag-tokens';
import { parseInstance } from './parse-instance';
import { problem } from './proxy-flags-codes';
import { flagsOf, type Options, type ProxyInvocation, type ShutdownFlags, type WaitFlags } from './proxy-invocation';
import { readWaitFlags } from './read-wait-flags';
import { showValue } from './show-value';
import { suggestFlag } from './suggest-flag';
import { valueKinds } from './value-kinds';

/** What arguments of the Auth Proxy ask for. `problems` is what could not be read, or is ignored by the Auth Proxy. */
export type ParsedArgs =
  | { readonly command: 'serve'; readonly invocation: ProxyInvocation; readonly problems: readonly Problem[] }
  | { readonly command: 'wait'; readonly flags: WaitFlags; readonly problems: readonly Problem[] }
  | { readonly command: 'shutdown'; readonly flags: ShutdownFlags; readonly problems: readonly Problem[] }
  /** Prints something and ends: help, the version, a script for the shell. */
  | { readonly command: 'help' | 'version' | 'completion'; readonly problems: readonly Problem[] };

const names: Readonly<Record<ProxyCommand, string>> = { serve: 'The Auth Proxy', wait: '"wait"', shutdown: '"shutdown"' };

/**
 * Reads arguments as the Auth Proxy does, flags in all their forms and query parameters behind instance URIs. Whether they fit
 * together is for `checkInvocation`. Of a secret it is kept that it is there, and never the secret.
 *
 * @param path where the arguments come from, for problems: `args[2]`
 *
 * @example
 * const parsed = parseArgs(['-p', '6432', '--structured-logs', 'projects/…/instances/primary?psc']);
 * if (parsed.command === 'serve') checkInvocation(parsed.invocation);
 */
export function parseArgs(args: readonly string[], path = 'args'): ParsedArgs {
  const { subcommand, args: rest, positions } = findCommand(args, knownFlags(flagsOf('serve')));
  if (subcommand === 'help') return { command: 'help', problems: [] };
  if (subcommand === 'wait' || subcommand === 'shutdown') return parseSubcommand(subcommand, rest, positions, path);
  if (subcommand !== undefined) return { command: 'completion', problems: [] };
  const problems = new ProblemList();
  const tokens = splitFlags(rest, positions, knownFlags(flagsOf('serve')), isValueOfUnknown);
  const flags = readFlags(tokens, 'serve', path, problems);
  const action = actionIn(flags);
  if (action) return { command: action, problems: problems.all };
  const instances = tokens.flatMap((token) => (token.kind === 'word' ? [parseInstance(token.text, `${path}[${token.at}]`, problems)] : []));
  return { command: 'serve', invocation: { flags: withoutActions(flags), instances }, problems: problems.all };
}

function parseSubcommand(command: 'wait' | 'shutdown', args: readonly string[], positions: readonly number[], path: string): ParsedArgs {
  const problems = new ProblemList();
  const tokens = splitFlags(args, positions, knownFlags(flagsOf(command)), isValueOfUnknown);
  const flags = readFlags(tokens, command, path, problems);
  if (actionIn(flags)) return { command: 'help', problems: problems.all };
  for (const token of tokens) {
    if (token.kind === 'word')
      problems.add(problem('argument-ignored', `${path}[${token.at}]`, { argument: showValue(token.text), command }));
  }
  const rest = command === 'wait' ? readWaitFlags(withoutActions(flags), path, problems) : withoutActions(flags);
  checkSubcommandValues(rest, command, path, problems);
  return { command, flags: rest, problems: problems.all };
}

function readFlags(tokens: readonly FlagToken[], command: ProxyCommand, path: string, problems: ProblemList): Options {
  const options: Record<string, unknown> = {};
  for (const token of tokens) {
    const at = `${path}[${token.at}]`;
    if (token.kind === 'flag') options[optionName(token.row.name)] = readFlag(token.row, token.value, at, problems);
    if (token.kind === 'unknown-flag') {
      problems.add(
        problem('unknown-flag', at, { command: names[command], flag: token.flag, suggestion: suggestFlag(token.flag, command) }),
      );
    }
    if (token.kind === 'no-value') {
      problems.add(problem('flag-without-value', at, { flag: `--${token.row.name}`, rule: valueKinds[token.row.kind].rule }));
    }
    if (token.kind === 'bad-syntax') problems.add(problem('flag-syntax', at, { argument: quote(token.text) }));
    if (token.kind === 'test-flag') problems.add(problem('test-flag-ignored', at, {}));
  }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function readFlag(row: FlagRow, text: string, at: string, problems: ProblemList): unknown {
  const { read, isTaken, rule } = valueKinds[row.kind];
  const value = read(text);
  const flag = `--${row.name}`;
  if (value === undefined)
    problems.add(problem(isTaken(text) ? 'flag-value-unfit' : 'flag-value-refused', at, { flag, value: showValue(text), rule }));
  if (value === 'hidden' && row.secret) problems.add(problem('secret-in-arguments', at, { flag, variable: environmentVariable(row.name) }));
  return value;
}

/** A word behind an unknown flag is its value, unless it looks like a flag or an instance: then the flag was probably a switch. */
function isValueOfUnknown(_: string, next: string): boolean {
  return !next.startsWith('-') && !next.startsWith('projects/');
}

function actionIn(flags: Options): 'help' | 'version' | undefined {
  if (flags['help'] === true) return 'help';
  return flags['version'] === true ? 'version' : undefined;
}

/** `--help=false` asks for nothing. */
function withoutActions({ help, version, ...flags }: Options): Options {
  return flags;
}
