import { describe, expect, it } from 'vitest';
import { parseInstanceUri } from '../instance-uri/instance-uri';
import { readConnectionInfo } from './connection-info';

const uri = parseInstanceUri('projects/my-project/locations/us-central1/clusters/shop/instances/primary');
const endpoint = 'https://alloydb.googleapis.com';
const read = (connectionInfo: object, certificate: object) => () =>
  readConnectionInfo({
    uri,
    endpoint,
    connectionInfo: connectionInfo as Record<string, unknown>,
    certificate: certificate as Record<string, unknown>,
    privateKey: '',
    now: 0,
  });

describe('the answers of the Admin API', () => {
  it.each([[{}], [{ ipAddress: '' }], [{ ipAddress: null, publicIpAddress: 7 }]])('must have an address: %j', (info) => {
    expect(read(info, {})).toThrow(
      expect.objectContaining({
        code: 'instance-without-address',
        message: expect.stringContaining(
          '"gcloud alloydb instances describe primary --project=my-project --region=us-central1 --cluster=shop"',
        ),
      }),
    );
  });

  it.each([
    [{}, 'it holds no certificates'],
    [{ pemCertificateChain: ['a'] }, 'it holds no certificates'],
    [{ pemCertificateChain: 'a', caCert: 'b' }, 'it holds no certificates'],
    [{ pemCertificateChain: ['a', 'b', 'c'], caCert: 'd' }, 'its certificates are damaged'],
    [{ pem_certificate_chain: ['a'], ca_cert: 'd' }, 'its certificates are damaged'],
  ])('must have certificates: %j', (certificate, reason) => {
    expect(read({ ip_address: '10.0.0.1' }, certificate)).toThrow(
      expect.objectContaining({ code: 'admin-api-answer-unreadable', message: expect.stringContaining(`cannot be read: ${reason}`) }),
    );
  });
});
