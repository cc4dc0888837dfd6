import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { bits, boolean, element, integer, objectIdentifier, octets, sequence, set, time, utf8 } from './der';

/** What a certificate says. */
export interface CertificateContent {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  /** The EC key of the issuer. */
  readonly signingKey: KeyObject;
  /** The public half of it. */
  readonly issuerKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly purpose: 'authority' | 'server' | 'client';
  /** Host names and IPv4 addresses of a server. */
  readonly names?: readonly string[];
}

export interface Certificate {
  readonly pem: string;
  /** In upper-case hexadecimal digits, as Node gives it for a peer. */
  readonly serialNumber: string;
}

const ecdsaWithSha256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'));
const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(objectIdentifier(id), ...(critical ? [boolean(true)] : []), octets(value));

/**
 * Writes and signs an X.509 v3 certificate. The same name is the same bytes wherever it stands: Go picks a client
 * certificate by comparing the issuer's name byte for byte.
 */
export function writeCertificate(content: CertificateContent): Certificate {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40; // Neither negative nor with a leading zero.
  const body = sequence(
    element(0xa0, integer(2)),
    integer(serial),
    ecdsaWithSha256,
    name(content.issuer),
    sequence(time(content.notBefore), time(content.notAfter)),
    name(content.subject),
    content.publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(...extensions(content))),
  );
  const certificate = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, content.signingKey)));
  return { pem: pemOf(certificate), serialNumber: serial.toString('hex').toUpperCase() };
}

function name(commonName: string): Buffer {
  return sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8(commonName))));
}

/** Source: https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1 */
function extensions({ purpose, publicKey, issuerKey, names = [] }: CertificateContent): readonly Buffer[] {
  const isAuthority = purpose === 'authority';
  const keyUsage = isAuthority ? bits(Buffer.from([0b0000_0110]), 1) : bits(Buffer.from([0b1000_0000]), 7);
  return [
    extension('2.5.29.19', true, isAuthority ? sequence(boolean(true)) : sequence()),
    extension('2.5.29.15', true, keyUsage),
    extension('2.5.29.14', false, octets(keyIdentifier(publicKey))),
    extension('2.5.29.35', false, sequence(element(0x80, keyIdentifier(issuerKey)))),
    ...(isAuthority
      ? []
      : [extension('2.5.29.37', false, sequence(objectIdentifier(purpose === 'server' ? '1.3.6.1.5.5.7.3.1' : '1.3.6.1.5.5.7.3.2')))]),
    ...(names.length > 0 ? [extension('2.5.29.17', false, sequence(...names.map(alternativeName)))] : []),
  ];
}

function alternativeName(host: string): Buffer {
  return isIPv4(host) ? element(0x87, Buffer.from(host.split('.').map(Number))) : element(0x82, Buffer.from(host));
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}

function pemOf(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
