import { cdk8sCodes } from '../../packages/cdk8s/src/cdk8s-codes';
import { cliCodes } from '../../packages/cli/src/cli-codes';
import { connectorCodes } from '../../packages/connector/src/errors/connector-codes';
import { type ErrorCodeGroup, errorCodes } from '../../packages/core/src/error-codes';
import { specCodes } from '../../packages/emulator/src/spec/spec-codes';
import { startCodes } from '../../packages/emulator/src/start-codes';
import { pulumiCodes } from '../../packages/pulumi/src/pulumi-codes';
import { rehearsalCodes } from '../../packages/rehearsal/src/rehearsal-codes';

export const path = 'docs/reference/errors.md';

/** Every problem of every package. */
export const allErrorCodes: readonly ErrorCodeGroup[] = [
  ...errorCodes,
  { about: 'The cdk8s constructs', codes: cdk8sCodes },
  { about: 'The Pulumi components', codes: pulumiCodes },
  { about: "The emulator's spec", codes: specCodes },
  { about: 'The start of the emulator', codes: startCodes },
  { about: 'The start of a rehearsal', codes: rehearsalCodes },
  { about: 'The connector for Node.js', codes: connectorCodes },
  { about: 'The command line', codes: cliCodes },
];

export function content(): string {
  return [
    '<!-- Generated from the *-codes.ts files of packages/ by tools/generators/errors.ts. `npm run generate` writes it. -->',
    '# Errors',
    'Everything that you can write wrongly is reported as one `ModelError` with all problems at once. Each problem has a `code` that stays the same across versions, the `path` of what is wrong, a `message` that says what was found, and a `repair` that says what to do. Words in braces stand for what the error fills in.',
    'What only shows when the app is synthesised (`attachToAll` that selects nothing, a proxy that is attached to nothing, a service account that is made twice) cdk8s reports itself, together with what other constructs find: as an `Error` with these sentences, and without `code` and `problems`.',
    'The connector for Node.js throws a `ConnectorError`, one problem at a time, with `code`, `repair`, `instanceUri`, `cause`, and a `kind`: `config`, `refresh`, `dial` or `login`.',
    ...allErrorCodes.flatMap(({ about, codes }) => [
      `## ${about}`,
      [
        '| code | what was found | what to do |',
        '| --- | --- | --- |',
        ...Object.entries(codes).map(([code, row]) => `| \`${code}\` | ${cell(row.message)} | ${cell(row.repair)} |`),
      ].join('\n'),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function cell(text: string): string {
  return text.replace(/[|<]/g, (character) => (character === '|' ? '\\|' : '&lt;'));
}
