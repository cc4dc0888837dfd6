import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where a node runs: the `CLUSTER_*` variables that the scripts in this folder read. Plain data, so that it can go to another process. */
export type NodeAddress = Readonly<Record<string, string>>;

export interface HeldNode {
  readonly address: NodeAddress;
  stop(): Promise<void>;
}

/** A script of this folder. */
export function nodeScript(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/**
 * Starts a node that is this process's own: `hold` gives it a directory, ports and a network that no other node on the machine has, and
 * takes it down when the pipe to it ends, so also when this process is killed.
 */
export async function holdNode(): Promise<HeldNode> {
  // A session of its own: Ctrl-C in the terminal ends this process, and the pipe's end then ends the node.
  const holder = spawn(nodeScript('hold'), [], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  holder.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  const ended = new Promise<void>((resolve) => {
    holder.on('error', (error) => {
      errors += error.message;
      resolve();
    });
    holder.on('close', () => resolve());
  });
  const ready = new Promise<void>((resolve) => {
    holder.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (output.endsWith('\n\n')) resolve();
    });
  });
  await Promise.race([ready, ended]);
  if (!output.endsWith('\n\n')) throw new Error(`No Kubernetes node could be started: ${errors.trim()}`);
  const variables = [...output.matchAll(/^(CLUSTER_\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
  return {
    address: Object.fromEntries(variables) as NodeAddress,
    stop: () => {
      holder.stdin.end();
      return ended;
    },
  };
}
