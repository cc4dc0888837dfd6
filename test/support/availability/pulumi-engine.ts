import { join } from 'node:path';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import { runProgram } from '../../../tools/workspace/run-program.mjs';
import { builtOnce } from './built-once';
import { goProblem } from './installed-go';
import type { Availability, Requirement } from './requirement';

const source = join(repositoryFolder, 'test', 'support', 'pulumi-engine', 'engine');
const command = 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi';

/** The real Pulumi engine: the `pulumi` on PATH, else built once from its Go module. */
export const pulumiEngine: Requirement<{ program: string }> = {
  tests: 'tests on the real Pulumi engine',
  find: async (): Promise<Availability<{ program: string }>> => {
    const installed = await runProgram('pulumi', ['version']);
    if (installed.exitCode === 0) return { here: true, values: { program: 'pulumi' } };
    const problem = await goProblem();
    if (problem !== undefined) return { here: false, reason: problem };
    try {
      const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${await engineVersion()}`;
      const folder = await builtOnce({
        name: 'pulumi-engine',
        takes: '4 to 6 minutes',
        builder: (await runProgram('go', ['version'])).output,
        inputs: ['go.mod', 'go.sum', 'tools.go'].map((file) => join(source, file)),
        steps: (into) => [
          [
            'go',
            ['build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${version}`, '-o', join(into, 'pulumi'), command],
            source,
          ],
        ],
      });
      return { here: true, values: { program: join(folder, 'pulumi') } };
    } catch (error) {
      return { here: false, reason: error instanceof Error ? error.message : String(error) };
    }
  },
};

async function engineVersion(): Promise<string> {
  const { output } = await runProgram('go', ['list', '-m', '-f', '{{.Version}}', 'github.com/pulumi/pulumi/pkg/v3'], { cwd: source });
  return output.trim();
}
