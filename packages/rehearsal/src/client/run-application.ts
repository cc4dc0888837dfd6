import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseTarget } from '@alloydb-gke/core';
import type { Client } from 'pg';
import type { ClientRecord } from '../verdict/pod-facts';
import type { ClientSettings } from './client-settings';
import { drain } from './drain';
import { longestLogin, openConnection } from './open-connection';
import { tryLogin } from './try-login';
import { tryWriting } from './try-writing';

/** Between two attempts, in milliseconds. */
const pause = 200;

/** A database that has failed for this long has been tried: what starts beside the application is there by then, in milliseconds. */
const longEnough = 1500;

/**
 * Does what a service does: gets into every database, keeps a transaction open and makes new connections until SIGTERM, drains, and
 * ends. @returns the exit code
 */
export async function runApplication(
  settings: ClientSettings,
  targets: readonly DatabaseTarget[],
  tell: (record: ClientRecord) => void,
  terminated: AbortSignal,
): Promise<number> {
  const { container, drainSeconds, socketFolders: folders = {} } = settings;
  const reached: DatabaseTarget[] = [];
  const attempts = targets.map((target) => {
    let failedOnce = (): void => {};
    const failed = new Promise<void>((resolve) => (failedOnce = resolve));
    const gotIn = persistentLogin(settings, target, tell, terminated, failedOnce).then((isIn) => void (isIn && reached.push(target)));
    // A login that takes its time on a busy machine has not failed.
    return { gotIn, tried: Promise.race([gotIn, Promise.all([failed, wait(longEnough, undefined, { ref: false })])]) };
  });
  const gettingIn = Promise.all(attempts.map(({ gotIn }) => gotIn));
  const told = new Promise<void>((resolve) => terminated.addEventListener('abort', () => resolve(), { once: true }));
  const held = new HeldTransaction(folders);
  // A service that is told to end has transactions open: it is not settled before.
  const opened = (): Promise<unknown> =>
    reached.length === 0 ? Promise.resolve() : Promise.race([held.opened, wait(longestLogin, undefined, { ref: false })]);
  void Promise.all(attempts.map(({ tried }) => tried))
    .then(opened)
    .then(() => terminated.aborted || tell({ event: 'settled', container }));
  for (let turn = 0; !terminated.aborted; turn += 1) {
    const [first] = reached;
    const target = reached[turn % reached.length];
    // A connection that hangs does not keep SIGTERM from being heard.
    if (first && target) await Promise.race([held.use(first, target), told]);
    await wait(pause, undefined, { signal: terminated }).catch(() => undefined);
  }
  await Promise.race([gettingIn, wait(pause)]);
  const [heldTarget] = reached;
  const connection = held.connection;
  if (heldTarget && connection)
    tell(await drain({ container, seconds: drainSeconds, held: connection, heldTarget, targets: reached, folders }));
  await held.end();
  return 0;
}

/** Tries until it gets in, and tells the first of each failure. Then tries to write. */
async function persistentLogin(
  { container, socketFolders = {} }: ClientSettings,
  target: DatabaseTarget,
  tell: (record: ClientRecord) => void,
  terminated: AbortSignal,
  failedOnce: () => void,
): Promise<boolean> {
  let last: string | undefined;
  while (!terminated.aborted) {
    const { record, connection } = await tryLogin(container, target, socketFolders);
    if (record.ok || record.error !== last) tell(record);
    last = record.error;
    if (connection) {
      tell(await tryWriting(container, target, connection));
      await connection.end().catch(() => undefined);
      return true;
    }
    failedOnce();
    await wait(pause, undefined, { signal: terminated }).catch(() => undefined);
  }
  return false;
}

/** A connection with an open transaction. It is opened again when it was cut, as a pool does. */
class HeldTransaction {
  readonly #folders: Readonly<Record<string, string>>;
  #connection: Client | undefined;
  #open: () => void = () => {};
  /** Fulfilled when a transaction is open for the first time. */
  readonly opened: Promise<void> = new Promise((resolve) => {
    this.#open = resolve;
  });

  constructor(folders: Readonly<Record<string, string>>) {
    this.#folders = folders;
  }

  get connection(): Client | undefined {
    return this.#connection;
  }

  /** Works in the transaction, and makes a new connection. */
  async use(heldTarget: DatabaseTarget, target: DatabaseTarget): Promise<void> {
    try {
      if (this.#connection === undefined) {
        const connection = await openConnection(heldTarget, this.#folders);
        await connection.query('BEGIN');
        this.#connection = connection;
        this.#open();
      }
      await this.#connection.query('SELECT 1');
    } catch {
      void this.#connection?.end().catch(() => undefined);
      this.#connection = undefined;
    }
    await openConnection(target, this.#folders).then(
      (connection) => connection.end(),
      () => undefined,
    );
  }

  async end(): Promise<void> {
    const connection = this.#connection;
    if (connection === undefined) return;
    const ended = connection.query('COMMIT').then(() => connection.end());
    await Promise.race([ended.catch(() => undefined), wait(pause)]);
  }
}
