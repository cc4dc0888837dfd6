import { join } from 'node:path';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import { runProgram } from '../../../tools/workspace/run-program.mjs';
import { builtOnce } from './built-once';
import type { Availability, Requirement } from './requirement';

const source = join(repositoryFolder, 'test', 'emulator', 'python-connector');

/** A Python with the connector from PyPI, installed once. */
export const pythonConnector: Requirement<{ packages: string }> = {
  tests: 'tests with the Python connector',
  find: async (): Promise<Availability<{ packages: string }>> => {
    const { exitCode } = await runProgram('python3', ['-c', 'import sys, pip; sys.exit(sys.version_info < (3, 10))']);
    if (exitCode !== 0) return { here: false, reason: 'Python 3.10 or newer with pip is not installed' };
    try {
      const requirements = join(source, 'requirements.txt');
      const folder = await builtOnce({
        name: 'python-connector',
        builder: (await runProgram('python3', ['-VV'])).output,
        inputs: [requirements],
        // Packages alone, for PYTHONPATH: a virtual environment could not be moved into place.
        steps: (into) => [
          ['python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', into, '-r', requirements]],
        ],
      });
      return { here: true, values: { packages: folder } };
    } catch (error) {
      return { here: false, reason: error instanceof Error ? error.message : String(error) };
    }
  },
};
