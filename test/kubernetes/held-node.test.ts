import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { nodeScript } from '../support/kubernetes-node/held-node';
import { nodeForTests } from '../support/kubernetes-node/node-for-tests';
import { mustRun } from '../support/kubernetes-node/run-command';

/** A process that holds a node as tests do, and the node's directory. */
async function otherHolder(): Promise<{ readonly directory: string; kill(): void }> {
  const program = `require('node:child_process').spawn(${JSON.stringify(nodeScript('hold'))}, { detached: true, stdio: ['pipe', 1, 2] })`;
  const holder = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const text of holder.stdout.setEncoding('utf8')) {
    output += text;
    if (output.endsWith('\n\n')) break;
  }
  return { directory: /^CLUSTER_DIR=(.*)$/m.exec(output)?.[1] ?? '', kill: () => holder.kill('SIGKILL') };
}

describe.skipIf(!available('kubernetes-node').here)('a node on a machine that has another', () => {
  const node = nodeForTests();

  it('goes with its holder, a killed one too, and leaves the other alone', async () => {
    await node().kubectl(['create', 'deployment', 'before', '--image=docker.io/local/pause:1']);
    const { directory, kill } = await otherHolder();
    expect(existsSync(directory)).toBe(true);
    await node().kubectl(['wait', '--for=condition=Available', 'deployment/before', '--timeout=60s']);

    kill();
    for (let seconds = 0; seconds < 60 && existsSync(directory); seconds++) await setTimeout(1000);
    expect(existsSync(directory)).toBe(false);
    // As a whole argument or the start of one: no other directory's name goes on after it.
    expect(await mustRun('bash', ['-c', `ps -eo args | grep -F '${directory}/' | grep -vF grep || true`])).toBe('');

    await node().kubectl(['create', 'deployment', 'after', '--image=docker.io/local/pause:1']);
    await node().kubectl(['wait', '--for=condition=Available', 'deployment/before', 'deployment/after', '--timeout=60s']);
  });
});
