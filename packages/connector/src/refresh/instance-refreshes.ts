import { publish } from '../diagnostics/publish';
import { ConnectorError } from '../errors/connector-error';
import type { ApiCaller } from '../google-api/api-caller';
import type { InstanceUri } from '../instance-uri/instance-uri';
import type { ConnectionInfo } from './connection-info';
import { InstanceRefresh } from './instance-refresh';
import { type RefreshParts, refreshInstance } from './refresh-instance';
import { RefreshLimiter } from './refresh-limiter';

/** What the refreshes of all instances share. */
export interface InstanceRefreshesParts extends RefreshParts {
  readonly refresh: 'ahead' | 'lazy';
  readonly limitRateInterval: number;
  readonly caller: ApiCaller;
  readonly closing: AbortSignal;
}

/** The refreshes of each instance that a connector has been asked for. */
export class InstanceRefreshes {
  readonly #parts: InstanceRefreshesParts;
  readonly #byUri = new Map<string, InstanceRefresh>();

  constructor(parts: InstanceRefreshesParts) {
    this.#parts = parts;
  }

  /** Those of one instance, which the first call begins. */
  of(uri: InstanceUri): InstanceRefresh {
    const known = this.#byUri.get(uri.text);
    if (known) return known;
    const { refresh, clock, closing, limitRateInterval } = this.#parts;
    const limiter = new RefreshLimiter(limitRateInterval, clock);
    const made = new InstanceRefresh({ run: (onAsk) => this.#run(uri, onAsk), refresh, clock, limiter, closing });
    this.#byUri.set(uri.text, made);
    return made;
  }

  async #run(uri: InstanceUri, onAsk: () => void): Promise<ConnectionInfo> {
    const began = performance.now();
    const ended = (expiresAt: number | undefined, error: unknown): void =>
      publish('refresh', {
        instanceUri: uri.text,
        milliseconds: performance.now() - began,
        expiresAt,
        error: error instanceof ConnectorError ? error.code : undefined,
      });
    try {
      const info = await this.#parts.caller.inTime((signal) => refreshInstance(uri, { ...this.#parts, onAsk }, signal));
      ended(info.expiresAt, undefined);
      return info;
    } catch (error) {
      ended(undefined, error);
      throw error;
    }
  }
}
