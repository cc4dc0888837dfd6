import { join } from 'node:path';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import { runProgram } from '../../../tools/workspace/run-program.mjs';
import { goProblem } from './installed-go';
import type { Availability, Requirement } from './requirement';

const scripts = join(repositoryFolder, 'test', 'support', 'kubernetes-node');

/** A real Kubernetes node on this machine: its programs built, its packages installed. `scripts/up` starts it. */
export const realKubernetesNode: Requirement<{ scripts: string }> = {
  tests: 'tests on the real Kubernetes node',
  find: async (): Promise<Availability<{ scripts: string }>> => {
    const reason = machineProblem(process.platform, process.getuid?.()) ?? (await goProblem()) ?? (await buildProblem());
    return reason === undefined ? { here: true, values: { scripts } } : { here: false, reason };
  },
};

/** Why no node can run on this machine, as the end of a sentence; nothing when one can. */
export function machineProblem(platform: string, userId: number | undefined): string | undefined {
  if (platform !== 'linux') return 'a node needs Linux';
  return userId === 0 ? undefined : 'a node needs root';
}

// `build` says on its own what takes long, so its output is shown; where it fails, its last line is the reason.
async function buildProblem(): Promise<string | undefined> {
  const { exitCode, output } = await runProgram('bash', [join(scripts, 'build')], { passedOn: true });
  return exitCode === 0 ? undefined : lastLine(output);
}

function lastLine(output: string): string {
  const line = output.trim().split('\n').at(-1) ?? '';
  return line.replace(/^kubernetes-node: /, '').replace(/\.$/, '') || 'its programs could not be built';
}
