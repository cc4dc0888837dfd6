import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseTarget } from '@alloydb-gke/core';
import type { Client } from 'pg';
import type { ClientRecord } from '../verdict/pod-facts';
import { seenError } from './error-text';
import { openConnection } from './open-connection';

export type DrainRecord = Extract<ClientRecord, { readonly event: 'drain' }>;

/** Operations of each kind a second. */
const pace = 5;
/** How long an operation that was begun may still take when the drain is over, in milliseconds. */
const patience = 8000;

export interface Drain {
  readonly container: string;
  readonly seconds: number;
  /** The connection whose transaction is open. */
  readonly held: Client;
  readonly heldTarget: DatabaseTarget;
  /** The databases that new connections are made to, by turns. */
  readonly targets: readonly DatabaseTarget[];
  readonly folders: Readonly<Record<string, string>>;
}

/** Goes on working after SIGTERM: an operation in the open transaction and a new connection, five times a second. */
export async function drain({ container, seconds, held, heldTarget, targets, folders }: Drain): Promise<DrainRecord> {
  const began = performance.now();
  const outcomes = { begun: 0, done: 0, failed: 0, firstError: undefined as string | undefined };
  const operations: Promise<void>[] = [];
  const operate = (target: DatabaseTarget, work: () => Promise<unknown>): void => {
    outcomes.begun += 1;
    operations.push(
      work().then(
        () => {
          outcomes.done += 1;
        },
        (error: unknown) => {
          outcomes.failed += 1;
          outcomes.firstError ??= seenError(error, target.password).error;
        },
      ),
    );
  };
  for (let turn = 0; performance.now() - began < seconds * 1000; turn += 1) {
    operate(heldTarget, () => held.query('SELECT 1'));
    const target = targets[turn % targets.length] ?? heldTarget;
    operate(target, () => connectOnce(target, folders));
    const next = Math.min((turn + 1) * (1000 / pace), seconds * 1000);
    await wait(Math.max(0, began + next - performance.now()));
  }
  await Promise.race([Promise.all(operations), wait(patience, undefined, { ref: false })]);
  const { begun, done, firstError } = outcomes;
  const failed = begun - done;
  const error = firstError ?? (failed > 0 ? `no answer within ${patience} ms` : undefined);
  return {
    event: 'drain',
    container,
    seconds: Math.round((performance.now() - began) / 100) / 10,
    operations: begun,
    failed,
    ...(error !== undefined && { firstError: error }),
  };
}

async function connectOnce(target: DatabaseTarget, folders: Readonly<Record<string, string>>): Promise<void> {
  const connection = await openConnection(target, folders);
  try {
    await connection.query('SELECT 1');
  } finally {
    await connection.end();
  }
}
