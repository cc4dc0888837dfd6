import type { ExitCodeName } from './exit-codes';
import type { Terminal } from './terminal';

/** A word of the command line that has no name in front. */
export interface ArgumentDefinition {
  /** What it is, as in `the spec, YAML or JSON`. */
  readonly meaning: string;
  /** There can be several. */
  readonly many?: true;
  /** There need be none. */
  readonly optional?: true;
}

/** A word of the command line with a name in front. */
export interface OptionDefinition {
  /** What its value is called, as in `file`; without one it is on or off. */
  readonly value?: string;
  /** What it does. */
  readonly meaning: string;
  /** It can be written several times. */
  readonly many?: true;
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

/** What a run gets for its arguments, by their definitions. */
export type ArgumentValues<Arguments extends Readonly<Record<string, ArgumentDefinition>>> = {
  readonly [Name in keyof Arguments]: Arguments[Name] extends { readonly many: true } ? readonly string[] : string;
};

/** What a run gets for its options, by their definitions. */
export type OptionValues<Options extends Readonly<Record<string, OptionDefinition>>> = {
  readonly [Name in keyof Options]: ValueOf<Options[Name]>;
};

type ValueOf<Option extends OptionDefinition> = Option extends { readonly many: true }
  ? readonly string[]
  : Option extends { readonly value: string }
    ? TextOf<Option> | (Option extends { readonly default: string } ? never : undefined)
    : boolean;

type TextOf<Option extends OptionDefinition> = Option extends { readonly choices: readonly (infer Choice extends string)[] }
  ? Choice
  : string;

type Arguments = Readonly<Record<string, ArgumentDefinition>>;
type Options = Readonly<Record<string, OptionDefinition>>;

/** What a run gets. */
export interface CommandInput<Words extends Arguments, Choices extends Options> {
  readonly arguments: ArgumentValues<Words>;
  readonly options: OptionValues<Choices>;
}

/** A command: everything about it that the command line, the help and the reference say, and what it does. */
export interface CommandDefinition<Words extends Arguments = Arguments, Choices extends Options = Options> {
  /** One word, or two: `proxy install`. */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** Further sentences, one a line. */
  readonly description?: readonly string[];
  readonly examples: readonly Example[];
  readonly arguments: Words;
  readonly options: Choices;
  /** @throws ModelError for what the user can correct; anything else that is thrown is a bug */
  run(input: CommandInput<Words, Choices>, terminal: Terminal): Promise<ExitCodeName>;
}

/** A command whose run knows the types of its arguments and options. */
export function defineCommand<const Words extends Arguments, const Choices extends Options>(
  definition: CommandDefinition<Words, Choices>,
): CommandDefinition {
  // `run` is a method, so that a command with narrower options is still a command: only its own options reach it.
  return definition as unknown as CommandDefinition;
}
