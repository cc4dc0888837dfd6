import type { Principal } from '../iam/principal';

/** What is known of a client certificate that the Admin API issued. */
export interface IssuedCertificate {
  /** Who asked for it. */
  readonly principal: Principal;
  /** The cluster that it is good for. */
  readonly cluster: string;
  /** Whether its connections begin with the metadata exchange. */
  readonly metadataExchange: boolean;
  readonly expiresAt: number;
}

/** The client certificates that were issued, by serial number: the instance has to know what a client was promised. */
export class ClientCertificates {
  readonly #issued = new Map<string, IssuedCertificate>();

  add(serialNumber: string, certificate: IssuedCertificate): void {
    const now = Date.now();
    for (const [serial, { expiresAt }] of this.#issued) if (expiresAt < now - 3_600_000) this.#issued.delete(serial);
    this.#issued.set(normal(serialNumber), certificate);
  }

  find(serialNumber: string): IssuedCertificate | undefined {
    return this.#issued.get(normal(serialNumber));
  }
}

/** Node leaves leading zeros out in one place and not in another. */
function normal(serialNumber: string): string {
  return serialNumber.toUpperCase().replace(/^0+/, '');
}
