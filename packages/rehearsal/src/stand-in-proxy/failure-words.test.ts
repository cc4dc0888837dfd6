import { recogniseLogMessage } from '@alloydb-gke/core';
import { expect, it } from 'vitest';
import { type ConnectionFailure, failureWords } from './failure-words';

const failure = (code: ConnectionFailure['code'], fields: Partial<ConnectionFailure> = {}): ConnectionFailure => ({
  code,
  kind: 'refresh',
  message: 'something',
  socketCode: undefined,
  ...fields,
});

it.each<[ConnectionFailure, string]>([
  [failure('role-missing'), 'connection-info-forbidden'],
  [failure('role-missing', { kind: 'dial' }), 'metadata-exchange-refused'],
  [failure('token-not-accepted'), 'admin-api-unauthenticated'],
  [failure('instance-not-found'), 'instance-not-found'],
  [failure('admin-api-quota-used-up'), 'admin-api-quota'],
  [failure('admin-api-failing'), 'admin-api-timed-out'],
  [failure('admin-api-not-reached', { message: 'no answer within 60 seconds' }), 'admin-api-timed-out'],
  [failure('admin-api-not-reached', { message: 'connect ECONNREFUSED' }), 'admin-api-unreachable'],
  [failure('admin-api-request-refused'), 'admin-api-bad-request'],
  [failure('no-access-token', { message: 'the metadata server answers 403: no' }), 'metadata-server-forbidden'],
  [failure('no-access-token', { message: 'the metadata server answers 404: no' }), 'metadata-server-without-account'],
  [failure('no-access-token', { message: 'connect ECONNREFUSED' }), 'metadata-server-unreachable'],
  [failure('ip-type-not-available', { message: 'The instance i has no address of the type PUBLIC.' }), 'wrong-ip-type'],
  [failure('instance-without-address'), 'no-address'],
  [failure('instance-not-reached', { socketCode: 'ECONNREFUSED' }), 'instance-refused'],
  [failure('instance-not-reached', { socketCode: 'ETIMEDOUT' }), 'instance-timed-out'],
  [failure('instance-name-not-resolved'), 'instance-name-not-found'],
  [failure('tls-failed', { socketCode: 'ETIMEDOUT' }), 'tls-silent'],
  [failure('server-certificate-out-of-date'), 'certificate-out-of-time'],
  [failure('server-certificate-not-trusted'), 'certificate-not-trusted'],
  [failure('server-certificate-not-trusted', { socketCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'certificate-of-another-address'],
  [failure('metadata-exchange-refused', { kind: 'dial' }), 'metadata-exchange-refused'],
  [failure('metadata-exchange-broken', { message: 'it closed the connection' }), 'metadata-exchange-closed'],
  [failure('metadata-exchange-broken', { socketCode: 'ETIMEDOUT' }), 'metadata-exchange-silent'],
])('the stand-in says %o in words that are taken for %s', (given, code) => {
  const line = `[my-project.us-central1.shop.primary] failed to connect to instance: ${failureWords(given, 'my-project.us-central1.shop.primary')}`;
  expect(recogniseLogMessage(line)?.code).toBe(code);
});
