import { exitCodes } from '../../packages/cli/src/exit-codes';

export const path = 'docs/reference/exit-codes.md';

export function content(): string {
  return [
    '<!-- Generated from packages/cli/src/exit-codes.ts by tools/generators/exit-codes.ts. `npm run generate` writes it. -->',
    '# Exit codes',
    'How `alloydb-gke` ends. The numbers stay the same across versions.',
    ['| code | meaning |', '| --- | --- |', ...Object.values(exitCodes).map(({ code, meaning }) => `| ${code} | ${meaning} |`)].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}
