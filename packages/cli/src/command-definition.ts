import type { ExitCodeName } from './exit-codes';
import type { Terminal } from './terminal';

/** A word of the command line that has no name in front. */
export interface ArgumentDefinition {
  /** What it is, as in `the spec, YAML or JSON`. */
  readonly meaning: string;
}

/** A word of the command line with a name in front. */
export interface OptionDefinition {
  /** What its value is called, as in `file`; without one it is on or off. */
  readonly value?: string;
  /** What it does. */
  readonly meaning: string;
  /** What can be chosen, if not everything can. */
  readonly choices?: readonly string[];
  /** What it is when it is left out. */
  readonly default?: string;
}

/** How a command is used, and what for. */
export interface Example {
  readonly line: string;
  readonly meaning: string;
}

/** What a run gets for its options, by their definitions. */
export type OptionValues<Options extends Readonly<Record<string, OptionDefinition>>> = {
  readonly [Name in keyof Options]: ValueOf<Options[Name]>;
};

type ValueOf<Option extends OptionDefinition> = Option extends { readonly value: string }
  ? TextOf<Option> | (Option extends { readonly default: string } ? never : undefined)
  : boolean;

type TextOf<Option extends OptionDefinition> = Option extends { readonly choices: readonly (infer Choice extends string)[] }
  ? Choice
  : string;

/** What a run gets. */
export interface CommandInput<Argument extends string, Options extends Readonly<Record<string, OptionDefinition>>> {
  readonly arguments: Readonly<Record<Argument, string>>;
  readonly options: OptionValues<Options>;
}

/** A command: everything about it that the command line, the help and the reference say, and what it does. */
export interface CommandDefinition<
  Argument extends string = string,
  Options extends Readonly<Record<string, OptionDefinition>> = Readonly<Record<string, OptionDefinition>>,
> {
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** Further sentences, one a line. */
  readonly description?: readonly string[];
  readonly examples: readonly Example[];
  readonly arguments: Readonly<Record<Argument, ArgumentDefinition>>;
  readonly options: Options;
  /** @throws ModelError for what the user can correct; anything else that is thrown is a bug */
  run(input: CommandInput<Argument, Options>, terminal: Terminal): Promise<ExitCodeName>;
}

/** A command whose run knows the types of its arguments and options. */
export function defineCommand<const Argument extends string, const Options extends Readonly<Record<string, OptionDefinition>>>(
  definition: CommandDefinition<Argument, Options>,
): CommandDefinition {
  // `run` is a method, so that a command with narrower options is still a command: only its own options reach it.
  return definition as unknown as CommandDefinition;
}
