import type { KnownFlags } from './flag-tokens';

/** The subcommands of the Auth Proxy. The last two serve shell completion. */
const subcommands = ['wait', 'shutdown', 'help', 'completion', '__complete', '__completeNoDesc'] as const;

export interface FoundCommand {
  readonly subcommand: (typeof subcommands)[number] | undefined;
  /** The arguments without the subcommand. */
  readonly args: readonly string[];
  /** The place of each of `args` among the arguments that were given. */
  readonly positions: readonly number[];
}

/**
 * Finds the subcommand as cobra does: it is the first word that is not a flag and not the value of a flag of the root command.
 * Behind `--` there is none.
 * Source: https://github.com/spf13/cobra/blob/v1.10.2/command.go#L674
 */
export function findCommand(args: readonly string[], rootFlags: KnownFlags): FoundCommand {
  const positions = args.map((_, index) => index);
  const word = firstWord(args, rootFlags);
  const subcommand = word === undefined ? undefined : subcommands.find((name) => name === args[word]);
  if (subcommand === undefined) return { subcommand, args, positions };
  const others = positions.filter((index) => index !== word);
  return { subcommand, args: others.map((index) => args[index] ?? ''), positions: others };
}

function firstWord(args: readonly string[], rootFlags: KnownFlags): number | undefined {
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '--') return undefined;
    if (takesNext(argument, rootFlags)) index += 1;
    else if (argument !== '' && !argument.startsWith('-')) return index;
  }
  return undefined;
}

/** Whether cobra takes the next argument for the value of this one: it does for flags that it does not know, too. */
function takesNext(argument: string, { byName, byLetter }: KnownFlags): boolean {
  if (argument.includes('=')) return false;
  if (argument.startsWith('--')) return byName.get(argument.slice(2))?.type !== 'bool';
  return argument.length === 2 && argument.startsWith('-') && byLetter.get(argument.slice(1))?.type !== 'bool';
}
