import { environmentVariable, optionName } from '../../packages/core/src/proxy-flags/flag-names';
import type { FlagRow, ProxyCommand } from '../../packages/core/src/proxy-flags/flag-row';
import { flagSource } from '../../packages/core/src/proxy-flags/flag-source';
import { flagRows } from '../../packages/core/src/proxy-flags/flag-table';
import { proxyFlagsCodes } from '../../packages/core/src/proxy-flags/proxy-flags-codes';
import { verifiedProxyVersion } from '../../packages/core/src/proxy-flags/proxy-version';
import { valueKinds } from '../../packages/core/src/proxy-flags/value-kinds';

export const path = 'docs/reference/flags.md';

export function content(): string {
  const parts = [
    '<!-- Generated from packages/core/src/proxy-flags by tools/generators/flags.ts. `npm run generate` writes it. -->',
    '# Flags of the Auth Proxy',
    `Verified with Auth Proxy ${verifiedProxyVersion}: names, types, defaults and short forms are compared with its \`--help\`, and the rules below with what it does.`,
    'The option of a flag is its name in camel case. “Since” is the first release that has the flag. “Needs” is what must be there for it to work: a file, a credential, another flag.',
    '## The process',
    'A flag can also be set by its environment variable: `ALLOYDB_PROXY_` and its name in capitals, with `_` for `-`. Flags are the better way: a variable that the Auth Proxy cannot read is dropped without a word. `--config-file` has no variable. Those marked (*) can also be set for one instance.',
    flagList('serve', of('serve')),
    '## One instance',
    'Query parameters behind the instance URI: `projects/…/instances/my-primary?port=5432&public-ip=true`. They are the flags marked (*) and one more. Others are refused.',
    flagList(
      undefined,
      flagRows.filter(({ scope }) => scope === 'instance'),
    ),
    '## wait',
    'It reads no environment variables.',
    flagList('wait', of('wait')),
    '## shutdown',
    'It reads no environment variables. The HTTP flags have no effect on it.',
    flagList('shutdown', of('shutdown')),
    '## What the Auth Proxy refuses',
    'It ends with exit code 1 at the first of these. Here all are reported at once.',
    table(
      ['code', 'what'],
      codes('refused').map(([code, row]) => [`\`${code}\``, sentence(row.message)]),
    ),
    '## Where this project is stricter',
    'The Auth Proxy can start with these, and something then goes wrong.',
    table(
      ['code', 'what', 'why it is refused here'],
      codes('stricter').map(([code, row]) => [`\`${code}\``, sentence(row.message), row.reason ?? '']),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function of(command: ProxyCommand): readonly FlagRow[] {
  return flagRows.filter(({ commands, kind }) => commands.includes(command) && kind !== 'action');
}

function flagList(command: ProxyCommand | undefined, rows: readonly FlagRow[]): string {
  return table(
    ['flag', 'option', 'value', 'default', 'since', 'needs', 'what it does'],
    rows.map((row) => [
      `[\`${command ? '--' : '?'}${row.name}\`](${flagSource(row)})${row.short ? `, \`-${row.short}\`` : ''}${row.scope === 'process-and-instance' ? ' (*)' : ''}`,
      `\`${optionName(row.name)}\``,
      row.secret ? `a secret: only by \`${environmentVariable(row.name)}\`` : valueKinds[row.kind].rule,
      row.default ? `\`${row.default}\`` : '',
      row.since,
      command === 'serve' || !command ? needs(row) : '',
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

/** A message with its places for values set apart. */
function sentence(message: string): string {
  return message.replace(/\{(\w+)\}/g, (_, name: string) => `*${name}*`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
