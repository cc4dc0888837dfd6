import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Clock } from '../clock';
import { type Certificate, writeCertificate } from './write-certificate';

/** A certificate with what it needs to be shown to the other side. */
export interface ServerIdentity {
  /** The certificate, then that of the root, in PEM. */
  readonly chain: string;
  /** PEM. */
  readonly privateKey: string;
}

export interface ServerCertificateOptions {
  readonly subject: string;
  /** Host names and IPv4 addresses. */
  readonly names: readonly string[];
  /** @default 30 days from now */
  readonly expiresAt?: number;
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface Generation {
  readonly root: KeyPair;
  readonly rootCertificate: string;
  readonly intermediate: KeyPair;
  readonly intermediateCertificate: string;
}

const day = 86_400_000;
const slack = 60_000;
const rootName = 'root.alloydb';
const intermediateName = 'client.alloydb';

/**
 * The certificates of an emulator: a root that signs servers, and an intermediate that signs clients, named as those of
 * AlloyDB's own test doubles. EC keys: an RSA key takes 150 ms to make, and every known client accepts EC here.
 */
export class CertificateAuthority {
  readonly #clock: Clock;
  #generation: Generation;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#generation = this.#makeGeneration();
  }

  /** The certificate that a client trusts, in PEM. */
  get rootCertificate(): string {
    return this.#generation.rootCertificate;
  }

  /** New keys for everything: what was issued before is worth nothing. */
  rotate(): void {
    this.#generation = this.#makeGeneration();
  }

  serverIdentity({ subject, names, expiresAt = this.#clock.now() + 30 * day }: ServerCertificateOptions): ServerIdentity {
    const { root, rootCertificate } = this.#generation;
    const keys = ecKeys();
    const { pem } = writeCertificate({
      subject,
      issuer: rootName,
      publicKey: keys.publicKey,
      signingKey: root.privateKey,
      issuerKey: root.publicKey,
      ...this.#validity(expiresAt),
      purpose: 'server',
      names,
    });
    return { chain: pem + rootCertificate, privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  }

  /** A certificate for the key of a client, and the chain that it shows: leaf, intermediate, root. */
  clientCertificate(publicKey: KeyObject, subject: string, expiresAt: number): Certificate & { readonly chain: readonly string[] } {
    const { intermediate, intermediateCertificate, rootCertificate } = this.#generation;
    const leaf = writeCertificate({
      subject,
      issuer: intermediateName,
      publicKey,
      signingKey: intermediate.privateKey,
      issuerKey: intermediate.publicKey,
      ...this.#validity(expiresAt),
      purpose: 'client',
    });
    return { ...leaf, chain: [leaf.pem, intermediateCertificate, rootCertificate] };
  }

  #makeGeneration(): Generation {
    const [root, intermediate] = [ecKeys(), ecKeys()];
    const issued = { issuer: rootName, signingKey: root.privateKey, issuerKey: root.publicKey, purpose: 'authority' } as const;
    const validity = this.#validity(this.#clock.now() + 365 * day);
    return {
      root,
      rootCertificate: writeCertificate({ ...issued, ...validity, subject: rootName, publicKey: root.publicKey }).pem,
      intermediate,
      intermediateCertificate: writeCertificate({ ...issued, ...validity, subject: intermediateName, publicKey: intermediate.publicKey })
        .pem,
    };
  }

  #validity(expiresAt: number): { readonly notBefore: Date; readonly notAfter: Date } {
    // A certificate that has expired was valid before that.
    const from = Math.min(this.#clock.now(), expiresAt - slack) - slack;
    return { notBefore: new Date(from), notAfter: new Date(expiresAt) };
  }
}

function ecKeys(): KeyPair {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}
