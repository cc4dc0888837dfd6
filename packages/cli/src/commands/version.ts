import { verifiedProxyVersion } from '@alloydb-gke/core';
import { defineCommand } from '../command-definition';
import { ownVersion } from '../own-version';

/** `alloydb-gke version` */
export const versionCommand: ReturnType<typeof defineCommand> = defineCommand({
  name: 'version',
  summary: 'Prints the version of this command, of Node.js, and of the Auth Proxy that it is verified for.',
  examples: [{ line: 'alloydb-gke version', meaning: 'what to put into a bug report' }],
  arguments: {},
  options: {},
  run: async (_, { output }) => {
    output.write(`${versionLine()}\nNode.js ${process.versions.node}\nverified for the Auth Proxy ${verifiedProxyVersion}\n`);
    return 'done';
  },
});

/** The line that a bug report begins with. */
export function versionLine(): string {
  return `alloydb-gke ${ownVersion()}`;
}
