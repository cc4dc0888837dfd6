import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseTarget } from '@alloydb-gke/core';
import type { Client } from 'pg';
import type { ClientRecord } from '../verdict/pod-facts';
import type { ClientSettings } from './client-settings';
import type { ClientTargets } from './client-targets';
import { drain } from './drain';
import { longestLogin, openConnection } from './open-connection';
import { longEnough, pause, persistentLogin } from './persistent-login';

/**
 * Does what a service does: gets into every database, keeps a transaction open and makes new connections until SIGTERM, drains, and
 * ends. @returns the exit code
 */
export async function runApplication(
  settings: ClientSettings,
  { targets, unnamed }: ClientTargets,
  tell: (record: ClientRecord) => void,
  terminated: AbortSignal,
): Promise<number> {
  const { container, drainSeconds, socketFolders: folders = {} } = settings;
  const reached: DatabaseTarget[] = [];
  const attempt = (target: DatabaseTarget, isReached = (): unknown => undefined): Attempt => {
    let failedOnce = (): void => {};
    const failed = new Promise<void>((resolve) => (failedOnce = resolve));
    const gotIn = persistentLogin(settings, target, tell, terminated, failedOnce).then((isIn) => void (isIn && isReached()));
    // A login that takes its time on a busy machine has not failed.
    return { gotIn, tried: Promise.race([gotIn, Promise.all([failed, wait(longEnough, undefined, { ref: false })])]) };
  };
  const own = targets.map((target) => attempt(target, () => reached.push(target)));
  const gettingIn = Promise.all(own.map(({ gotIn }) => gotIn));
  // What the application itself keeps open may be all that its proxy takes.
  let mayOpen = unnamed.length === 0;
  const tryAll = async (): Promise<void> => {
    await Promise.all(own.map(({ tried }) => tried));
    if (!terminated.aborted) await Promise.all(unnamed.map((target) => attempt(target).tried));
    mayOpen = true;
  };
  const told = new Promise<void>((resolve) => terminated.addEventListener('abort', () => resolve(), { once: true }));
  const held = new HeldTransaction(folders);
  // A service that is told to end has transactions open: it is not settled before.
  const opened = (): Promise<unknown> =>
    reached.length === 0 ? Promise.resolve() : Promise.race([held.opened, wait(longestLogin, undefined, { ref: false })]);
  void tryAll()
    .then(opened)
    .then(() => terminated.aborted || tell({ event: 'settled', container }));
  for (let turn = 0; !terminated.aborted; turn += 1) {
    const [first] = reached;
    const target = reached[turn % reached.length];
    // A connection that hangs does not keep SIGTERM from being heard.
    if (mayOpen && first && target) await Promise.race([held.use(first, target), told]);
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

interface Attempt {
  /** Fulfilled once it got in, or was told to end. */
  readonly gotIn: Promise<void>;
  /** Fulfilled once it got in, or has failed for long enough. */
  readonly tried: Promise<unknown>;
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
