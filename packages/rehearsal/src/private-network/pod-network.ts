import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findProgram, runCommand } from '../pod-host/run-command';
import { nodeAddress } from './network-plan';

/** The network of a pod: a namespace that a process holds, joined to the stage's. */
export interface PodNetwork {
  /** The process that holds it. */
  readonly holder: number;
  close(): Promise<void>;
}

/** Opens ports below 1024 to everybody in it, as containerd does, and goes on until it is killed. */
const holderScript = `
echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start || true
hostname "$1" 2>/dev/null || true
ip -batch - && echo ready
exec sleep infinity <&-
`;

/** @param number tells the pods of a stage apart */
export async function makePodNetwork(number: number, podName: string, address: string): Promise<PodNetwork> {
  const device = `pod${number}`;
  const args = ['--net', '--uts', '/bin/sh', '-c', holderScript, 'alloydb-rehearsal-pod', podName.slice(0, 63)];
  const holder = spawn(findProgram('unshare') ?? 'unshare', args, { cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] });
  const said: string[] = [];
  holder.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  holder.stdin.end(
    [
      'link set lo up',
      `link add eth0 type veth peer name ${device} netns ${process.pid}`,
      `addr add ${address} peer ${nodeAddress} dev eth0`,
      'link set eth0 up',
      `route add default via ${nodeAddress}`,
      '',
    ].join('\n'),
  );
  await Promise.race([once(holder.stdout, 'data'), once(holder, 'close')]);
  const close = async (): Promise<void> => {
    if (holder.exitCode !== null || holder.signalCode !== null) return;
    holder.kill('SIGKILL');
    await once(holder, 'close');
  };
  const joined = await runCommand('ip', ['-batch', '-'], `addr add ${nodeAddress} peer ${address} dev ${device}\nlink set ${device} up\n`);
  if (joined.exitCode !== 0 || holder.pid === undefined) {
    await close();
    throw new Error(`The network of the pod ${podName} cannot be made: ${said.join('').trim() || joined.output}`);
  }
  return { holder: holder.pid, close };
}
