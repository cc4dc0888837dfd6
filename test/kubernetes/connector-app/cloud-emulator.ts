import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { EmulatorSpec, FaultName, RunningEmulator } from '@alloydb-gke/emulator';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import { nodeScript } from '../../support/kubernetes-node/held-node';
import type { KubernetesNode } from '../../support/kubernetes-node/kubernetes-node';

/** An emulator in the network beside the pods. */
export interface CloudEmulator {
  readonly addresses: RunningEmulator['addresses'];
  fault(name: FaultName): Promise<void>;
  /** How many connections it has let in so far. */
  connections(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts one there, and waits until it says where it is. */
export async function startCloudEmulator(node: KubernetesNode, spec: EmulatorSpec, servicesAddress: string): Promise<CloudEmulator> {
  const program = join(repositoryFolder, 'test', 'kubernetes', 'connector-app', 'emulator-program.ts');
  const child: ChildProcess = spawn(nodeScript('cloud'), ['exec', process.execPath, '--import', 'tsx', program], {
    cwd: repositoryFolder,
    env: { ...process.env, ...node.address, SPEC: JSON.stringify(spec), SERVICES_ADDRESS: servicesAddress },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  if (!child.stdin || !child.stdout) throw new Error('The emulator has no pipes.');
  const { stdin } = child;
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => {
    const { value, done } = await answers.next();
    if (done) throw new Error('The emulator has ended.');
    return JSON.parse(value);
  };
  const ask = (words: string): Promise<unknown> => {
    stdin.write(`${words}\n`);
    return answer();
  };
  return {
    addresses: (await answer()) as RunningEmulator['addresses'],
    fault: async (name) => void (await ask(`fault ${name}`)),
    connections: async () => Number(await ask('connections')),
    stop: async () => {
      stdin.end();
      await ended;
    },
  };
}
