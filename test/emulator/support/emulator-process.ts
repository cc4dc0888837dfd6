import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EmulatorSpec, RunningEmulator } from '@alloydb-gke/emulator';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';

/** An emulator in a process of its own, which can be killed. */
export interface EmulatorProcess {
  readonly child: ChildProcess;
  readonly addresses: RunningEmulator['addresses'];
}

const entry = pathToFileURL(join(repositoryFolder, 'packages', 'emulator', 'src', 'index.ts')).href;
const program = `
const { default: { startEmulator } } = await import(${JSON.stringify(entry)});
const { addresses } = await startEmulator(JSON.parse(process.env.SPEC));
process.stdout.write(JSON.stringify(addresses) + '\\n');
`;

/** Starts it, and waits until it says where it is. */
export async function startEmulatorProcess(spec: EmulatorSpec): Promise<EmulatorProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    cwd: repositoryFolder,
    env: { ...process.env, SPEC: JSON.stringify(spec) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The process of the emulator has ended.')));
  const [line] = (await Promise.race([once(child.stdout.setEncoding('utf8'), 'data'), ended])) as [string];
  ended.catch(() => {});
  return { child, addresses: JSON.parse(line) };
}
