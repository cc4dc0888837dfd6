import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PodEvent } from '../../../packages/rehearsal/src/pod-run/pod-event';
import type { Stage } from '../../../packages/rehearsal/src/stage/stage';
import type { PodFacts } from '../../../packages/rehearsal/src/verdict/pod-facts';
import type { DriverWork } from './driver-work';

/** A line of the stage driver. */
export interface DriverRecord {
  readonly open?: Stage['kind'];
  readonly event?: PodEvent;
  readonly facts?: readonly PodFacts[];
  readonly rewrites?: readonly string[];
  readonly stopped?: true;
  readonly failed?: string;
}

export interface DriverOptions {
  /** The command that runs it, in front of its own. */
  readonly through?: readonly string[];
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
  /** Where the programs are. @default - where the setup of this run has them */
  readonly programs?: string;
  readonly onRecord?: (record: DriverRecord) => void;
}

/** A process that runs pods on a stage. */
export interface Driver {
  readonly process: ChildProcess;
  readonly records: readonly DriverRecord[];
  /** Fulfilled when it has ended. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts it as a shell would: as the leader of a process group, which a Ctrl-C goes to. */
export function startDriver(work: DriverWork, options: DriverOptions = {}): Driver {
  const { through = [], environment = process.env, programs = process.env['ALLOYDB_GKE_REHEARSAL_PROGRAMS'] ?? '', onRecord } = options;
  const [program = '', ...args] = [...through, process.execPath, join(programs, 'stage-driver.js')];
  const env = { ...environment, ALLOYDB_GKE_REHEARSAL_PROGRAMS: programs };
  const child = spawn(program, args, { cwd: '/', detached: true, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const records: DriverRecord[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const record = JSON.parse(line) as DriverRecord;
    records.push(record);
    onRecord?.(record);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const record = { failed: text };
    records.push(record);
    onRecord?.(record);
  });
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(work));
  const ended = once(child, 'close').then(([code, signal]) => (code as number | null) ?? (signal as NodeJS.Signals));
  return { process: child, records, ended };
}
