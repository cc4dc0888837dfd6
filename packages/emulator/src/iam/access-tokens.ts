import type { Clock } from '../clock';
import type { Principal } from './principal';
import type { TokenText } from './token-text';

/** The scope that every API of Google Cloud accepts. */
export const cloudPlatformScope = 'https://www.googleapis.com/auth/cloud-platform';

/** The scope of a token that logs in to a database. Source: https://cloud.google.com/alloydb/docs/database-users/connect-iam */
export const loginScope = 'https://www.googleapis.com/auth/alloydb.login';

/** What an access token stands for. */
export interface AccessToken {
  readonly text: string;
  readonly principal: Principal;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly expired: boolean;
}

/** Whether a token may log in to a database: it needs the scope for that, or the one for everything. */
export function opensDatabases({ scopes }: AccessToken): boolean {
  return scopes.includes(loginScope) || scopes.includes(cloudPlatformScope);
}

/** The tokens that were handed out, by this emulator or by one of the same cloud before it. */
export class AccessTokens {
  readonly #clock: Clock;
  readonly #text: TokenText;
  readonly #expired = new Set<string>();
  readonly #issued = new Map<string, number>();
  #earlierExpired = false;

  constructor(clock: Clock, text: TokenText) {
    this.#clock = clock;
    this.#text = text;
  }

  issue(principal: Principal, scopes: readonly string[], lifetimeSeconds: number): AccessToken {
    this.#forgetExpired();
    const expiresAt = this.#clock.now() + lifetimeSeconds * 1000;
    const text = this.#text.write({ principal, scopes, expiresAt });
    this.#issued.set(text, expiresAt);
    return { text, principal, scopes, expiresAt, expired: false };
  }

  /** What the token says; undefined when it was never handed out. */
  find(text: string): AccessToken | undefined {
    const content = this.#text.read(text);
    if (content === undefined) return undefined;
    const ended = this.#issued.has(text) ? this.#expired.has(text) : this.#earlierExpired;
    return { text, ...content, expired: ended || content.expiresAt <= this.#clock.now() };
  }

  /** Makes every token that was handed out expire now. */
  expireAll(): void {
    this.#earlierExpired = true;
    for (const text of this.#issued.keys()) this.#expired.add(text);
  }

  // What has expired by itself needs no entry.
  #forgetExpired(): void {
    for (const [text, expiresAt] of this.#issued) {
      if (expiresAt > this.#clock.now() - 3_600_000) continue;
      this.#issued.delete(text);
      this.#expired.delete(text);
    }
  }
}
