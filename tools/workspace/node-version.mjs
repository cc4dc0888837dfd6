/**
 * The sentence to print when this Node is older than the workspace needs, else nothing.
 *
 * @param {string} running as in `process.versions.node`
 * @param {string} wanted as in package.json's `engines.node`, `>=20.19`
 * @returns {string | undefined}
 */
export function nodeVersionProblem(running, wanted) {
  const [major = 0, minor = 0] = numbers(running);
  const [wantedMajor = 0, wantedMinor = 0] = numbers(wanted);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return undefined;
  return `This workspace needs Node ${wanted.replace('>=', '')} or newer, and this is Node ${running}. Install a newer Node and run the command again.`;
}

/** @param {string} version */
const numbers = (version) =>
  version
    .replace(/^[^\d]*/, '')
    .split('.')
    .map(Number);
