import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { EmulatorModel } from '../spec/emulator-model';
import type { Principal } from './principal';

/** What is written into a token. */
export interface TokenContent {
  readonly principal: Principal;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * The text of tokens. As with Google, a client may keep one for an hour, and that hour goes on when the emulator is killed
 * and started again with the same spec: a proxy does not ask for another token before the end of it. So a token holds what
 * it stands for, under a seal that every emulator of these projects and clusters can check. The seal keeps tokens of another
 * cloud apart and is no secret: whoever reaches the emulator gets tokens from its metadata servers anyway.
 */
export class TokenText {
  readonly #key: Buffer;

  constructor({ projects, clusters }: Pick<EmulatorModel, 'projects' | 'clusters'>) {
    const cloud = [[...projects.keys()], clusters.map(({ name }) => name)];
    this.#key = createHash('sha256').update(JSON.stringify(cloud)).digest();
  }

  write({ principal, scopes, expiresAt }: TokenContent): string {
    const content = { principal, scopes, expiresAt, one: randomBytes(6).toString('base64url') };
    const written = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `ya29.emulator-${written}.${this.#seal(written)}`;
  }

  /** What it stands for; undefined for a text that no emulator of this cloud wrote. */
  read(text: string): TokenContent | undefined {
    const [, written = '', seal] = /^ya29\.emulator-([\w-]+)\.([\w-]+)$/.exec(text) ?? [];
    if (seal === undefined || seal !== this.#seal(written)) return undefined;
    const { principal, scopes, expiresAt } = JSON.parse(Buffer.from(written, 'base64url').toString()) as TokenContent;
    return { principal: { ...principal, email: principal.email }, scopes, expiresAt };
  }

  #seal(written: string): string {
    return createHmac('sha256', this.#key).update(written).digest('base64url');
  }
}
