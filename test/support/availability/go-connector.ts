import { join } from 'node:path';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import { runProgram } from '../../../tools/workspace/run-program.mjs';
import { builtOnce } from './built-once';
import { goProblem } from './installed-go';
import type { Availability, Requirement } from './requirement';

const source = join(repositoryFolder, 'test', 'emulator', 'go-connector');

/** A program that connects with the Go connector, built once. */
export const goConnector: Requirement<{ program: string }> = {
  tests: 'tests with the Go connector',
  find: async (): Promise<Availability<{ program: string }>> => {
    const problem = await goProblem();
    if (problem !== undefined) return { here: false, reason: problem };
    try {
      const folder = await builtOnce({
        name: 'go-connector',
        builder: (await runProgram('go', ['version'])).output,
        inputs: ['main.go', 'go.mod', 'go.sum'].map((file) => join(source, file)),
        steps: (into) => [['go', ['build', '-trimpath', '-o', join(into, 'go-connector'), '.'], source]],
      });
      return { here: true, values: { program: join(folder, 'go-connector') } };
    } catch (error) {
      return { here: false, reason: error instanceof Error ? error.message : String(error) };
    }
  },
};
