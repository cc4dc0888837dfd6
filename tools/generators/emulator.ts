import { faultNames, faultTable } from '../../packages/emulator/src/faults/fault-table';
import { type EventCode, eventCodes } from '../../packages/emulator/src/log/event-codes';

export const path = 'docs/reference/emulator.md';

export function content(): string {
  const faults = faultNames.map((name) => `| \`${name}\` | ${faultTable[name].what} | ${faultTable[name].narrowed.join(', ') || '–'} |`);
  const events = Object.keys(eventCodes).map((code) => eventRow(code as EventCode));
  return [
    '<!-- Generated from fault-table.ts and event-codes.ts of packages/emulator by tools/generators/emulator.ts. `npm run generate` writes it. -->',
    '# The emulator: faults and log',
    'How it is built is in [emulator.md](../emulator.md).',
    '## Faults',
    ['| name | what happens | can be narrowed to |', '| --- | --- | --- |', ...faults].join('\n'),
    '## Log',
    'An event with something to do is a refusal. Words in braces stand for what the event fills in.',
    ['| code | what happened | what to do |', '| --- | --- | --- |', ...events].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function eventRow(code: EventCode): string {
  const row: { readonly message: string; readonly repair?: string } = eventCodes[code];
  return `| \`${code}\` | ${row.message} | ${row.repair ?? ''} |`;
}
