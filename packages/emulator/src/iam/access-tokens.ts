import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import type { Principal } from './principal';

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

/** The tokens that were handed out. They are random: a token from elsewhere is worth nothing here. */
export class AccessTokens {
  readonly #clock: Clock;
  readonly #tokens = new Map<string, AccessToken>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(principal: Principal, scopes: readonly string[], lifetimeSeconds: number): AccessToken {
    this.#forgetExpired();
    const text = `ya29.emulator-${randomBytes(24).toString('base64url')}`;
    const token = { text, principal, scopes, expiresAt: this.#clock.now() + lifetimeSeconds * 1000, expired: false };
    this.#tokens.set(text, token);
    return token;
  }

  /** What the token says; undefined when it was never handed out. */
  find(text: string): AccessToken | undefined {
    const token = this.#tokens.get(text);
    return token && { ...token, expired: token.expired || token.expiresAt <= this.#clock.now() };
  }

  /** Makes every token that was handed out expire now. */
  expireAll(): void {
    for (const [text, token] of this.#tokens) this.#tokens.set(text, { ...token, expired: true });
  }

  // An expired token is kept for an hour, so that it is refused as expired and not as unknown.
  #forgetExpired(): void {
    const anHourAgo = this.#clock.now() - 3_600_000;
    for (const [text, { expiresAt }] of this.#tokens) if (expiresAt < anHourAgo) this.#tokens.delete(text);
  }
}
