import type { CommandDefinition, OptionDefinition } from '../../packages/cli/src/command-definition';
import { argumentWord } from '../../packages/cli/src/command-line';
import { commandTable } from '../../packages/cli/src/command-table';

export const path = 'docs/reference/cli.md';

export function content(): string {
  return [
    '<!-- Generated from packages/cli/src/commands by tools/generators/cli.ts. `npm run generate` writes it. -->',
    '# The command line',
    'What went wrong is said on standard error, with what to do; [the exit code](exit-codes.md) says of which kind it is. Colours are for terminals: a pipe and `NO_COLOR` get none.',
    ...commandTable.flatMap(section),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(command: CommandDefinition): readonly string[] {
  const words = Object.entries(command.arguments).map(([name, argument]) => ` ${argumentWord(name, argument)}`);
  const options = Object.entries(command.options);
  return [
    `## alloydb-gke ${command.name}`,
    [command.summary, ...(command.description ?? [])].join(' '),
    `\`alloydb-gke ${command.name}${options.length > 0 ? ' [options]' : ''}${words.join('')}\``,
    ...table(
      'argument',
      Object.entries(command.arguments).map(([name, { meaning }]) => [`<${name}>`, meaning]),
    ),
    ...table(
      'option',
      options.map(([name, option]) => [optionWords(name, option), optionMeaning(option)]),
    ),
    ['```', ...command.examples.flatMap(({ line, meaning }) => [`# ${meaning}`, line]), '```'].join('\n'),
  ];
}

function optionWords(name: string, { value }: OptionDefinition): string {
  return value === undefined ? `--${name}` : `--${name} <${value}>`;
}

function optionMeaning({ meaning, choices, many, default: standard }: OptionDefinition): string {
  const chosen = choices === undefined ? '' : `; ${choices.map((choice) => `\`${choice}\``).join(' or ')}`;
  return `${meaning}${chosen}${standard === undefined ? '' : `; \`${standard}\` if left out`}${many ? '; can be written several times' : ''}`;
}

function table(title: string, rows: readonly (readonly [string, string])[]): readonly string[] {
  return rows.length === 0
    ? []
    : [[`| ${title} | |`, '| --- | --- |', ...rows.map(([name, meaning]) => `| \`${name}\` | ${meaning} |`)].join('\n')];
}
