import { describe, expect, it } from 'vitest';
import { parseInstanceUri } from '../instance-uri/instance-uri';
import { DialFailure, tookTooLong, type WayStep } from './dial-failure';
import { explainDialFailure } from './explain-dial-failure';

const uri = parseInstanceUri('projects/my-project/locations/us-central1/clusters/shop/instances/primary');
const explain = (step: WayStep, code: string, message = 'it failed') =>
  explainDialFailure(new DialFailure(step, Object.assign(new Error(message), { code })), uri, '10.0.0.5', 0);

describe('a failed step of a dial', () => {
  it.each<[WayStep, string, string]>([
    ['tcp', 'ECONNREFUSED', 'instance-not-reached'],
    ['tcp', 'EHOSTUNREACH', 'instance-not-reached'],
    ['tcp', 'ENOTFOUND', 'instance-name-not-resolved'],
    ['tcp', 'EAI_AGAIN', 'instance-name-not-resolved'],
    ['tls', 'ECONNRESET', 'tls-failed'],
    ['tls', 'CERT_HAS_EXPIRED', 'server-certificate-out-of-date'],
    ['tls', 'CERT_NOT_YET_VALID', 'server-certificate-out-of-date'],
    ['tls', 'CERT_SIGNATURE_FAILURE', 'server-certificate-not-trusted'],
    ['tls', 'SELF_SIGNED_CERT_IN_CHAIN', 'server-certificate-not-trusted'],
    ['tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'server-certificate-not-trusted'],
    ['tls', 'ERR_TLS_CERT_ALTNAME_INVALID', 'server-certificate-not-trusted'],
    ['exchange', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'metadata-exchange-broken'],
  ])('at %s with %s is %s', (step, code, expected) => {
    expect(explain(step, code)).toMatchObject({ code: expected, kind: 'dial', instanceUri: uri.text, cause: { code } });
  });

  it('says where to look when the instance cannot be reached, in order', () => {
    const { message } = explainDialFailure(new DialFailure('tcp', tookTooLong(30_000)), uri, '10.0.0.5', 0);
    expect(message).toMatch(
      /cannot be reached at 10\.0\.0\.5, port 5433: no answer within 30 seconds\. Check in this order: .*VPC network.*firewall rules.*NetworkPolicies.*peering/,
    );
  });
});
