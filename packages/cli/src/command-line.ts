import { Command, CommanderError, Option } from 'commander';
import { problem } from './cli-codes';
import { CliError } from './cli-error';
import type { ArgumentDefinition, CommandDefinition, OptionDefinition } from './command-definition';
import { commandTable } from './command-table';
import type { ExitCodeName } from './exit-codes';
import { ownVersion } from './own-version';
import type { Terminal } from './terminal';

const programName = 'alloydb-gke';
const summary = 'AlloyDB for applications on GKE, on your own machine.';

/** What commander calls the ends that are no mistakes: help and version were asked for, and printed. */
const asked = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version']);

/**
 * Runs the command that a command line names. This file alone knows commander.
 *
 * @param words the command line without `node` and the script
 * @throws CliError if the command line is wrong
 */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<ExitCodeName> {
  let end: ExitCodeName = 'done';
  const program = makeProgram(terminal, (name) => {
    end = name;
  });
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync(words, { from: 'user' });
    return end;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (asked.has(error.code)) return 'done';
    throw mistake(error, words);
  }
}

/** The help of a command, or of the program, for the reference. */
export function helpOf(command?: string): string {
  const program = makeProgram(undefined, () => {});
  const words = command === undefined ? [] : command.split(' ');
  const found = words.reduce<Command | undefined>((parent, word) => parent?.commands.find((one) => one.name() === word), program);
  return found?.helpInformation() ?? '';
}

function makeProgram(terminal: Terminal | undefined, end: (name: ExitCodeName) => void): Command {
  const program = new Command(programName)
    .description(summary)
    .version(ownVersion())
    // `alloydb-gke proxy install --version 1.17.1` asks for nothing of this program.
    .enablePositionalOptions()
    .helpCommand('help [command]', 'print what a command takes')
    .configureHelp({ helpWidth: 100 })
    .showSuggestionAfterError()
    .exitOverride()
    // What is wrong is said by whoever catches the error.
    .configureOutput({ writeOut: (text) => terminal?.output.write(text), writeErr: () => {} });
  for (const definition of commandTable) addCommand(program, definition, terminal, end);
  return program;
}

/** What a group of commands is for: the first word of `proxy install`. */
const groups: Readonly<Record<string, string>> = { proxy: 'The Auth Proxy on this machine.' };

/** The command that a name of two words is below: made with the first that needs it. */
function groupOf(program: Command, name: string): Command {
  const found = program.commands.find((one) => one.name() === name);
  if (found) return found;
  const group = program
    .command(name)
    .summary(groups[name] ?? '')
    .description(groups[name] ?? '');
  return group.helpCommand('help [command]', 'print what a command takes');
}

function addCommand(
  program: Command,
  definition: CommandDefinition,
  terminal: Terminal | undefined,
  end: (name: ExitCodeName) => void,
): void {
  const [first = '', second] = definition.name.split(' ');
  const command = (second === undefined ? program : groupOf(program, first))
    .command(second ?? first)
    .summary(definition.summary)
    .description([definition.summary, ...(definition.description ?? [])].join('\n'));
  for (const [name, argument] of Object.entries(definition.arguments)) command.argument(argumentWord(name, argument), argument.meaning);
  for (const [name, option] of Object.entries(definition.options)) command.addOption(optionOf(name, option));
  command.addHelpText('after', examplesOf(definition));
  command.action(async (...given: unknown[]) => {
    const names = Object.keys(definition.arguments);
    const values = command.opts();
    const input = {
      arguments: Object.fromEntries(names.map((name, index) => [name, Array.isArray(given[index]) ? given[index] : String(given[index])])),
      options: Object.fromEntries(
        command.options.map((option) => [option.name(), values[option.attributeName()] ?? leftOut(definition.options[option.name()])]),
      ),
    };
    if (terminal) end(await definition.run(input as unknown as Parameters<typeof definition.run>[0], terminal));
  });
}

/** What a run gets for an option that is not there and has no default. */
function leftOut(option: OptionDefinition | undefined): readonly string[] | false | undefined {
  if (option?.many) return [];
  return option?.value === undefined ? false : undefined;
}

/** `<files...>`, or `[files...]` where there need be none. */
export function argumentWord(name: string, { many, optional }: ArgumentDefinition): string {
  const word = many ? `${name}...` : name;
  return optional ? `[${word}]` : `<${word}>`;
}

function optionOf(name: string, { value, meaning, choices, many, default: standard }: OptionDefinition): Option {
  const option = new Option(value === undefined ? `--${name}` : `--${name} <${value}>`, meaning);
  if (choices) option.choices(choices);
  if (standard !== undefined) option.default(standard);
  // One value each: the next word may be an argument of the command.
  if (many) option.argParser((text: string, previous: readonly string[] = []) => [...previous, text]);
  return option;
}

/** The examples as the help shows them. */
export function examplesOf({ examples }: CommandDefinition): string {
  const lines = examples.flatMap(({ line, meaning }) => [`  ${line}`, `      ${meaning}`]);
  return ['', examples.length === 1 ? 'Example:' : 'Examples:', ...lines].join('\n');
}

function mistake(error: CommanderError, words: readonly string[]): CliError {
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const reason = `${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/\.$/, '');
  const suggestion = rest.join(' ').replace('(Did you mean', '(did you mean');
  const known = [words.slice(0, 2).join(' '), words[0]].find((name) => commandTable.some((one) => one.name === name));
  const suffix = known === undefined ? '' : ` ${known}`;
  return new CliError('usage', [
    problem('command-line-wrong', `${programName}${suffix}`, {
      reason: suggestion === '' ? reason : `${reason} ${suggestion}`,
      help: suffix.trim().includes(' ') ? `${programName}${suffix} --help` : `${programName} help${suffix}`,
    }),
  ]);
}
