import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Clock } from '../clock';
import { CertificateAuthority } from './certificate-authority';

const client = generateKeyPairSync('rsa', { modulusLength: 2048 });
const hour = 3_600_000;

describe('the certificates of an emulator', () => {
  it('are signed up to the root that is to be trusted', () => {
    const authority = new CertificateAuthority(new Clock());
    const { chain } = authority.clientCertificate(client.publicKey, 'orders@my-project.iam.gserviceaccount.com', Date.now() + hour);
    const [leaf, intermediate, root] = chain.map((pem) => new X509Certificate(pem)) as [X509Certificate, X509Certificate, X509Certificate];
    expect(leaf.verify(intermediate.publicKey)).toBe(true);
    expect(intermediate.verify(root.publicKey)).toBe(true);
    expect([leaf.checkIssued(intermediate), intermediate.checkIssued(root), root.checkIssued(root)]).toEqual([true, true, true]);
    expect([leaf.ca, intermediate.ca, root.ca]).toEqual([false, true, true]);
    expect(leaf.publicKey.equals(client.publicKey)).toBe(true);
    expect(Math.abs(Date.parse(leaf.validTo) - Date.now() - hour)).toBeLessThan(2000);
    expect(chain[2]).toBe(authority.rootCertificate);
  });

  it('name addresses and hosts of a server', () => {
    const authority = new CertificateAuthority(new Clock());
    const { chain, privateKey } = authority.serverIdentity({ subject: 'server.alloydb', names: ['127.0.0.11', 'alloydb.googleapis.com'] });
    const server = new X509Certificate(chain);
    expect(server.checkIP('127.0.0.11')).toBe('127.0.0.11');
    expect(server.checkIP('127.0.0.12')).toBeUndefined();
    expect(server.checkHost('alloydb.googleapis.com')).toBe('alloydb.googleapis.com');
    expect(server.checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
  });

  it('are worth nothing after a rotation', () => {
    const authority = new CertificateAuthority(new Clock());
    const before = new X509Certificate(authority.rootCertificate);
    const { chain } = authority.clientCertificate(client.publicKey, 'client', Date.now() + hour);
    authority.rotate();
    const after = new X509Certificate(authority.rootCertificate);
    const intermediate = new X509Certificate(chain[1] ?? '');
    expect(intermediate.verify(before.publicKey)).toBe(true);
    expect(intermediate.verify(after.publicKey)).toBe(false);
  });

  it('have serial numbers that read the same in Node', () => {
    const authority = new CertificateAuthority(new Clock());
    for (let index = 0; index < 50; index += 1) {
      const { pem, serialNumber } = authority.clientCertificate(client.publicKey, 'client', Date.now() + hour);
      expect(new X509Certificate(pem).serialNumber).toBe(serialNumber);
    }
  });

  it('follow a clock that is set ahead', () => {
    const clock = new Clock();
    clock.skew(10 * 60_000);
    const { chain } = new CertificateAuthority(clock).serverIdentity({ subject: 'server', names: [] });
    expect(Date.parse(new X509Certificate(chain).validFrom)).toBeGreaterThan(Date.now() + 5 * 60_000);
  });
});
