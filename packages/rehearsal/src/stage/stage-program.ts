// The program of a stage: a process of its own, so that namespaces can be its own and that everything ends with it.
import { ModelError } from '@alloydb-gke/core';
import type { FaultName } from '@alloydb-gke/emulator';
import { openLoopback } from '../loopback/open-loopback';
import type { StageGround } from '../pod-host/stage-ground';
import { openPrivateNetwork } from '../private-network/open-private-network';
import { problem } from '../rehearsal-codes';
import { RehearsalError } from '../rehearsal-error';
import { runPods } from './run-pods';
import type { StageSetup } from './stage';
import type { StageAnswer, StageRequest } from './stage-messages';

const ending = new AbortController();
const { signal } = ending;
let opening: Promise<StageGround> | undefined;
let setup: StageSetup | undefined;
/** The pods that run. */
let running: Promise<unknown> = Promise.resolve();

function say(answer: StageAnswer): void {
  if (process.connected) process.send?.(answer);
}

async function end(): Promise<void> {
  if (signal.aborted) return;
  ending.abort();
  await running.catch(() => {});
  await opening?.then((ground) => ground.close()).catch(() => {});
  process.exit(0);
}

async function answer(request: StageRequest): Promise<void> {
  if (request.ask === 'stop') return end();
  if (request.ask === 'open') {
    ({ setup } = request);
    const { kind, folder, clientProgram } = request;
    const rewrite = (sentence: string): void => say({ say: 'rewrite', sentence });
    opening =
      kind === 'private-network'
        ? openPrivateNetwork({ setup, folder, clientProgram, signal })
        : openLoopback({ setup, clientProgram, signal, rewrite });
    const { emulator } = await opening;
    for (const fault of setup.faults) await emulator.faults.on(fault as FaultName);
    void emulator.ended.then((reason) => {
      if (reason !== undefined) fail(new RehearsalError(problem('alloydb-ended', 'alloydb', { reason: reason.replace(/\.$/, '') })));
    });
    return say({ say: 'open' });
  }
  const ground = await opening;
  if (!ground || !setup) throw new Error('The stage is not open.');
  if (request.ask === 'fault') return ground.emulator.faults.on(request.fault as FaultName);
  const run = runPods(request.plans, ground, { setup, signal, onEvent: (event) => say({ say: 'event', event }) });
  running = run;
  say({ say: 'facts', facts: await run });
}

function fail(error: unknown): void {
  if (signal.aborted) return;
  const problems = error instanceof ModelError ? error.problems : [];
  say({ say: 'failed', problems, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

process.on('message', (request: StageRequest) => void answer(request).catch(fail));
// Whoever started it is gone.
process.on('disconnect', () => void end());
process.on('SIGTERM', () => void end());
process.on('SIGINT', () => void end());
