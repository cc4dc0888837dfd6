import { type Clock, pause, type Timer } from '../clock';
import type { ConnectorErrorCode } from '../errors/connector-codes';
import { ConnectorError } from '../errors/connector-error';
import type { ConnectionInfo } from './connection-info';
import type { RefreshLimiter } from './refresh-limiter';
import { refreshDelay, refreshMargin } from './refresh-timing';

/** What the refreshes of an instance are made with. */
export interface InstanceRefreshOptions {
  /** Does a refresh. It calls `onAsk` when it has all that it needs, before it asks the service. */
  readonly run: (onAsk: () => void) => Promise<ConnectionInfo>;
  readonly refresh: 'ahead' | 'lazy';
  readonly clock: Clock;
  readonly limiter: RefreshLimiter;
  /** Is aborted when the connector closes, with its reason. */
  readonly closing: AbortSignal;
}

/** Refusals that asking again at once does not change. */
const lasting: ReadonlySet<ConnectorErrorCode> = new Set<ConnectorErrorCode>([
  'role-missing',
  'access-refused',
  'api-not-enabled',
  'token-scope-too-small',
  'instance-not-found',
]);

/** How soon a refresh in the background follows one that failed before it asked the service, at least, in milliseconds. */
const leastInterval = 1000;

/** The connection info of one instance, kept fresh: one refresh at a time, no more of them than the limiter lets through. */
export class InstanceRefresh {
  readonly #options: InstanceRefreshOptions;
  #current: ConnectionInfo | undefined;
  /** A connection with the current info has failed in a way that new info may repair. */
  #doubted = false;
  #running: Promise<ConnectionInfo> | undefined;
  /** The refresh that runs waits for the limiter. */
  #isWaiting = false;
  #failure: unknown;
  #timer: Timer | undefined;

  constructor(options: InstanceRefreshOptions) {
    this.#options = options;
    options.closing.addEventListener('abort', () => this.#timer?.cancel(), { once: true });
  }

  /**
   * Info that has not expired. Where there is none, or it is to be renewed, a refresh is waited for.
   *
   * @throws ConnectorError of the refresh
   */
  async get(): Promise<ConnectionInfo> {
    this.#options.closing.throwIfAborted();
    const usable = this.#usable();
    if (usable && !this.#doubted && this.#fresh(usable)) return usable;
    if (this.#isWaiting || (this.#running === undefined && this.#options.limiter.wait > 0)) {
      if (usable) return usable;
      if (this.#failure instanceof ConnectorError && lasting.has(this.#failure.code)) throw this.#failure;
    }
    try {
      return await this.#refresh();
    } catch (error) {
      const still = this.#usable();
      if (still && !this.#options.closing.aborted) return still;
      throw error;
    }
  }

  /**
   * A connection with this info has failed before it met the instance. Renews it soon; until then it is used on. One refresh is
   * left for the case that the certificates are to blame: an instance that restarts is not there for a while, again and again.
   */
  renew(used: ConnectionInfo): void {
    if (used !== this.#current || this.#running || this.#options.closing.aborted) return;
    const wait = this.#options.limiter.waitWithOneLeft;
    if (wait === 0) this.#refreshBehind();
    else if (this.#options.refresh === 'ahead') this.#schedule(wait);
  }

  /**
   * The same where the info itself may be to blame. Gives newer info as soon as the limiter allows it, and undefined where the
   * refresh fails. Whoever asks meanwhile gets the old info: it may be as good as it was.
   */
  async renewed(used: ConnectionInfo): Promise<ConnectionInfo | undefined> {
    if (used !== this.#current) return this.#usable();
    this.#doubted = true;
    return this.#refresh().catch(() => undefined);
  }

  /** The current info, unless it has expired. The clock may have been stopped since it was got. */
  #usable(): ConnectionInfo | undefined {
    return this.#current && this.#options.clock.now() < this.#current.expiresAt ? this.#current : undefined;
  }

  #fresh({ expiresAt }: ConnectionInfo): boolean {
    return this.#options.refresh === 'ahead' || this.#options.clock.now() < expiresAt - refreshMargin;
  }

  #refresh(): Promise<ConnectionInfo> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  #refreshBehind(): void {
    // Its failure is kept for whoever needs the info.
    this.#refresh().catch(() => {});
  }

  async #run(): Promise<ConnectionInfo> {
    const { run, clock, limiter, closing } = this.#options;
    this.#timer?.cancel();
    await this.#passLimiter();
    let asked = false;
    try {
      this.#current = await run(() => {
        // Once, however often it asks. What fails before it asks has cost the service nothing.
        if (!asked) limiter.take();
        asked = true;
      });
      this.#doubted = false;
      this.#failure = undefined;
      if (this.#options.refresh === 'ahead') this.#schedule(Math.max(refreshDelay(clock.now(), this.#current.expiresAt), limiter.wait));
      return this.#current;
    } catch (error) {
      closing.throwIfAborted();
      this.#failure = error;
      // Without info that is still good nobody may be there any more who needs a new one.
      if (this.#options.refresh === 'ahead' && this.#usable())
        this.#schedule(asked ? limiter.wait : Math.max(limiter.interval, leastInterval));
      throw this.#failure;
    }
  }

  async #passLimiter(): Promise<void> {
    const { limiter, clock, closing } = this.#options;
    if (limiter.wait === 0) return;
    this.#isWaiting = true;
    try {
      // Those who wait for it hold the process, as long as they do.
      await pause(limiter.wait, clock, closing, false);
    } finally {
      this.#isWaiting = false;
    }
  }

  #schedule(milliseconds: number): void {
    this.#timer?.cancel();
    if (this.#options.closing.aborted) return;
    this.#timer = this.#options.clock.after(milliseconds, () => this.#refreshBehind());
  }
}
