import { join } from 'node:path';
import { apiReport } from '../documents/api-report';
import { repositoryFolder } from '../workspace/folders.mjs';

export const path = 'docs/reference/connector-api.md';

/** What the connector exports, with its types. A change of it changes this page, and so is seen where changes are reviewed. */
export function content(): string {
  return [
    '<!-- Generated from packages/connector/src by tools/generators/connector-api.ts. `npm run generate` writes it. -->',
    '',
    '# The public surface of the connector',
    '',
    'What `@alloydb-gke/connector` exports. `npm test` fails where the sources export anything else.',
    '',
    `\`\`\`typescript\n${apiReport(join(repositoryFolder, 'packages', 'connector'))}\n\`\`\``,
    '',
  ].join('\n');
}
