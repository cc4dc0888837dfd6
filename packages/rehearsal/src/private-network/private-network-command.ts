import { existsSync, statSync } from 'node:fs';
import { findProgram, runCommand } from '../pod-host/run-command';

/** Folders that every Linux has, to be covered. The first one is also where emulators look for what others have left. */
const coverable = ['/dev/shm', '/mnt', '/media', '/srv'];

/** The command that starts a program in namespaces of its own, with all rights there. They end with it. */
export function privateNetworkCommand(program: string, args: readonly string[]): readonly [string, ...string[]] {
  const isRoot = process.getuid?.() === 0;
  return [
    findProgram('unshare') ?? 'unshare',
    ...(isRoot ? [] : ['--user', '--map-current-user', '--keep-caps']),
    ...['--net', '--mount', '--pid', '--ipc', '--uts', '--mount-proc', '--fork', '--kill-child', '--'],
    program,
    ...args,
  ];
}

/** Tries everything that a stage does there. */
const trial = `
set -e
ip link set lo up
ip addr add 169.254.169.254/32 dev lo
mount -t tmpfs rehearsal "$1"
unshare --net /bin/sh -c 'ip link add eth0 type veth peer name trial netns 1'
`;

/** Why this machine allows no private network, as the end of a sentence; nothing when it does. */
export async function privateNetworkProblem(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'it needs Linux';
  for (const name of ['unshare', 'nsenter', 'ip', 'mount']) {
    if (findProgram(name) === undefined) return `the program "${name}" is missing`;
  }
  const folder = coveredFolder([]);
  if (folder === undefined) return `there is neither of ${coverable.join(', ')}`;
  const [program, ...args] = privateNetworkCommand('/bin/sh', ['-c', trial, 'alloydb-rehearsal-trial', folder]);
  const { exitCode, output } = await runCommand(program, args);
  return exitCode === 0 ? undefined : (output.split('\n').at(-1) ?? 'the kernel refuses it').replace(/\.$/, '');
}

/** A folder that is covered with a file system in memory: none in which something lies that is needed. */
export function coveredFolder(needed: readonly string[]): string | undefined {
  return coverable.find(
    (folder) => existsSync(folder) && statSync(folder).isDirectory() && !needed.some((file) => file.startsWith(`${folder}/`)),
  );
}
