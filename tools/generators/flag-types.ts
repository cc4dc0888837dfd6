import { optionName } from '../../packages/core/src/proxy-flags/flag-names';
import type { FlagRow } from '../../packages/core/src/proxy-flags/flag-row';
import { flagSource } from '../../packages/core/src/proxy-flags/flag-source';
import { flagRows } from '../../packages/core/src/proxy-flags/flag-table';
import type { ValueKind } from '../../packages/core/src/proxy-flags/value-kinds';
import { valueKinds } from '../../packages/core/src/proxy-flags/value-kinds';

export const path = 'packages/core/src/proxy-flags/proxy-flags.generated.ts';

const types: Readonly<Partial<Record<ValueKind, string>>> = {
  switch: 'boolean',
  port: 'number',
  count: 'number',
  'sample-rate': 'number',
  'server-port': 'number',
  accounts: 'readonly string[]',
  words: 'readonly string[]',
  secret: 'HiddenValue',
};

const interfaces: readonly { name: string; doc: string; takes: (row: FlagRow) => boolean }[] = [
  { name: 'InstanceFlags', doc: 'What can be set for one instance.', takes: ({ scope }) => scope !== 'process' },
  { name: 'ProxyFlags', doc: 'What can be set for the whole process.', takes: ({ commands }) => commands.includes('serve') },
  { name: 'WaitFlags', doc: 'What the subcommand `wait` takes.', takes: ({ commands }) => commands.includes('wait') },
  { name: 'ShutdownFlags', doc: 'What the subcommand `shutdown` takes.', takes: ({ commands }) => commands.includes('shutdown') },
];

export function content(): string {
  const parts = interfaces.map(({ name, doc, takes }) => {
    const fields = flagRows.filter((row) => row.kind !== 'action' && takes(row)).map((row) => field(row, name === 'InstanceFlags'));
    return `/** ${doc} */\nexport interface ${name} {\n${fields.join('\n')}\n}\n`;
  });
  return [
    '// Generated from flag-table.ts by tools/generators/flag-types.ts. `npm run generate` writes it.\n',
    "import type { HiddenValue } from './value-kinds';\n\n",
    parts.join('\n'),
  ].join('');
}

function field(row: FlagRow, ofInstance: boolean): string {
  const value = row.default ?? (row.type === 'bool' ? 'false' : row.kind === 'count' ? '0' : row.type === 'duration' ? '0s' : undefined);
  const written = ofInstance ? `\`?${row.name}\`` : `\`--${row.name}\``;
  const rule = row.kind === 'switch' || row.secret ? '' : ` Must be ${valueKinds[row.kind].rule}.`;
  const lines = [
    `${row.doc}${rule}`,
    ofInstance && row.scope !== 'instance' ? `${written} behind the instance URI. @default that of the process` : written,
    ...(ofInstance || value === undefined ? [] : [`@default ${value}`]),
    `@see ${flagSource(row)}`,
  ];
  const tidy = lines.flatMap((line) => line.split(/ (?=@default)/));
  return `  /**\n${tidy.map((line) => `   * ${line}`).join('\n')}\n   */\n  readonly ${optionName(row.name)}?: ${types[row.kind] ?? 'string'};`;
}
