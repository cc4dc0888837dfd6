import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

/** The key of a connector, as the Admin API and TLS take it. */
export interface ClientKey {
  /** PKCS #1, as the Auth Proxy sends it. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/**
 * The key of a connector: RSA with 2048 bits, the only kind that the service is known to take. It is made once, by a thread of
 * Node's pool, in about 150 ms.
 */
export class LazyClientKey {
  #key: Promise<ClientKey> | undefined;

  /** The key, which the first call begins to make. */
  get(): Promise<ClientKey> {
    this.#key ??= makeKey().catch((error: unknown) => {
      this.#key = undefined;
      throw error;
    });
    return this.#key;
  }

  /** Begins to make it, so that it is there when it is needed. A failure is told to whoever needs it. */
  prepare(): void {
    this.get().catch(() => {});
  }
}

async function makeKey(): Promise<ClientKey> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
