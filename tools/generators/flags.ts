import { environmentVariable, optionName } from '../../packages/core/src/proxy-flags/flag-names';
import type { FlagRow } from '../../packages/core/src/proxy-flags/flag-row';
import { flagSource } from '../../packages/core/src/proxy-flags/flag-source';
import { flagRows } from '../../packages/core/src/proxy-flags/flag-table';
import { proxyFlagsCodes } from '../../packages/core/src/proxy-flags/proxy-flags-codes';
import { verifiedProxyVersion } from '../../packages/core/src/proxy-flags/proxy-version';
import { valueKinds } from '../../packages/core/src/proxy-flags/value-kinds';

export const path = 'docs/reference/flags.md';

const without = new Set(['config-file', 'help', 'version', 'max']);

export function content(): string {
  return [
    '<!-- Generated from packages/core/src/proxy-flags by tools/generators/flags.ts. `npm run generate` writes it. -->',
    '# Flags of the Auth Proxy',
    `Verified with Auth Proxy ${verifiedProxyVersion}: names, types, defaults and short forms are compared with its \`--help\`, and the rules below with what it does.`,
    'The option of a flag is its name in camel case. (*) can also be set for one instance, as a query parameter behind its URI. “Since” is the first release that has the flag.',
    '## The process',
    flagList(flagRows.filter(({ commands, kind }) => commands.includes('serve') && kind !== 'action')),
    '## One instance',
    'Query parameters behind the instance URI: `projects/…/instances/my-primary?port=5432&public-ip=true`. Others are refused.',
    flagList(flagRows.filter(({ scope }) => scope === 'instance')),
    '## wait',
    flagList(flagRows.filter(({ commands, kind }) => commands.includes('wait') && kind !== 'action')),
    '## shutdown',
    flagList(flagRows.filter(({ commands, kind }) => commands.includes('shutdown') && kind !== 'action')),
    '## What the Auth Proxy refuses',
    'It ends with exit code 1 at the first of these. Here all are reported at once.',
    table(
      ['code', 'what'],
      codes('refused').map(([code, row]) => [`\`${code}\``, row.message]),
    ),
    '## Where this project is stricter',
    'The Auth Proxy starts with these, and something then goes wrong.',
    table(
      ['code', 'what', 'why it is refused here'],
      codes('stricter').map(([code, row]) => [`\`${code}\``, row.message, row.reason ?? '']),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function flagList(rows: readonly FlagRow[]): string {
  return table(
    ['flag', 'option', 'value', 'default', 'since', 'needs', 'environment variable', 'what it does'],
    rows.map((row) => [
      `[\`--${row.name}\`](${flagSource(row)})${row.short ? `, \`-${row.short}\`` : ''}${row.scope === 'process-and-instance' ? ' (*)' : ''}`,
      `\`${optionName(row.name)}\``,
      row.secret ? 'a secret: only by its environment variable' : valueKinds[row.kind].rule,
      row.default ? `\`${row.default}\`` : '',
      row.since,
      needs(row),
      row.scope === 'instance' || without.has(row.name) ? '' : `\`${environmentVariable(row.name)}\``,
      row.doc,
    ]),
  );
}

function needs(row: FlagRow): string {
  const others = (row.worksWith ?? []).map((flag) => `\`--${flag}\``).join(' or ');
  return [row.needs === 'nothing' ? '' : row.needs, others].filter((need) => need !== '').join(', ');
}

function codes(severity: 'refused' | 'stricter'): [string, { message: string; reason?: string }][] {
  return Object.entries(proxyFlagsCodes).filter(([, row]) => row.severity === severity);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
