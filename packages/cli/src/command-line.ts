import { Command, CommanderError, Option } from 'commander';
import { problem } from './cli-codes';
import { CliError } from './cli-error';
import type { CommandDefinition } from './command-definition';
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
  const found = command === undefined ? program : program.commands.find((one) => one.name() === command);
  return found?.helpInformation() ?? '';
}

function makeProgram(terminal: Terminal | undefined, end: (name: ExitCodeName) => void): Command {
  const program = new Command(programName)
    .description(summary)
    .version(ownVersion())
    .helpCommand('help [command]', 'print what a command takes')
    .configureHelp({ helpWidth: 100 })
    .showSuggestionAfterError()
    .exitOverride()
    // What is wrong is said by whoever catches the error.
    .configureOutput({ writeOut: (text) => terminal?.output.write(text), writeErr: () => {} });
  for (const definition of commandTable) addCommand(program, definition, terminal, end);
  return program;
}

function addCommand(
  program: Command,
  definition: CommandDefinition,
  terminal: Terminal | undefined,
  end: (name: ExitCodeName) => void,
): void {
  const command = program
    .command(definition.name)
    .summary(definition.summary)
    .description([definition.summary, ...(definition.description ?? [])].join('\n'));
  for (const [name, { meaning }] of Object.entries(definition.arguments)) command.argument(`<${name}>`, meaning);
  for (const [name, { value, meaning, choices, default: standard }] of Object.entries(definition.options)) {
    const option = new Option(value === undefined ? `--${name}` : `--${name} <${value}>`, meaning);
    if (choices) option.choices(choices);
    if (standard !== undefined) option.default(standard);
    command.addOption(option);
  }
  command.addHelpText('after', examplesOf(definition));
  command.action(async (...given: unknown[]) => {
    const names = Object.keys(definition.arguments);
    const values = command.opts();
    const input = {
      arguments: Object.fromEntries(names.map((name, index) => [name, String(given[index])])),
      options: Object.fromEntries(
        command.options.map((option) => [option.name(), values[option.attributeName()] ?? (option.required ? undefined : false)]),
      ),
    };
    if (terminal) end(await definition.run(input as Parameters<typeof definition.run>[0], terminal));
  });
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
  const known = commandTable.find(({ name }) => name === words[0]);
  const suffix = known ? ` ${known.name}` : '';
  return new CliError('usage', [
    problem('command-line-wrong', `${programName}${suffix}`, {
      reason: suggestion === '' ? reason : `${reason} ${suggestion}`,
      help: `${programName} help${suffix}`,
    }),
  ]);
}
