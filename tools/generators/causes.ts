import { type CauseCode, causeGroups, causeTable } from '../../packages/core/src/causes/cause-table';
import { explainCause } from '../../packages/core/src/causes/explain-cause';
import type { Repair } from '../../packages/core/src/causes/repair';

export const path = 'docs/reference/causes.md';

const languages: Readonly<Record<Repair['kind'], string>> = {
  // Pieces that a reader fits into a program: none of them runs by itself.
  code: '',
  gcloud: 'sh',
  kubectl: 'sh',
  sql: 'sql',
  yaml: 'yaml',
  text: '',
};

export function content(): string {
  return [
    '<!-- Generated from packages/core/src/causes by tools/generators/causes.ts. `npm run generate` writes it. -->',
    '# Causes',
    'Why an application does not reach its database, as a rehearsal names it, and what repairs it. Each cause has a code that stays the same across versions. Words in capitals stand for what a case fills in. The commands of one cause belong together; code for the constructs and YAML are other ways to the same end.',
    ...causeGroups.flatMap(({ about, causes }) => [`## ${about}`, ...Object.keys(causes).flatMap((code) => section(code as CauseCode))]),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(code: CauseCode): readonly string[] {
  const { explanation } = causeTable[code];
  const words = explanation.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => `\`${name.replace(/[A-Z]/g, '_$&').toUpperCase()}\``);
  return [`### ${code}`, words, ...explainCause(code).repairs.map(repairText)];
}

function repairText({ kind, text }: Repair): string {
  return kind === 'text' ? text : `\`\`\`${languages[kind]}\n${text}\n\`\`\``;
}
