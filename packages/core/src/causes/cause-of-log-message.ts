import type { LogMessageCode } from '../proxy-log/log-message-table';
import type { CauseCode } from './cause-table';

/** What a message of the Auth Proxy is a sign of. The end by a signal is no failure. */
export const causesOfLogMessages: Readonly<Record<LogMessageCode, CauseCode | undefined>> = {
  'metadata-server-forbidden': 'link-binding-missing',
  'metadata-server-without-account': 'workload-identity-off',
  'metadata-server-unreachable': 'metadata-server-unreachable',
  'impersonation-forbidden': 'impersonation-forbidden',
  'connection-info-forbidden': 'role-missing',
  'client-certificate-forbidden': 'role-missing',
  'admin-api-unauthenticated': 'token-expired',
  'instance-not-found': 'instance-missing',
  'admin-api-bad-request': 'instance-missing',
  'admin-api-quota': 'admin-api-quota',
  'admin-api-unreachable': 'admin-api-unreachable',
  'admin-api-timed-out': 'admin-api-unreachable',
  'wrong-ip-type': 'wrong-ip-type',
  'no-address': 'instance-without-address',
  'tls-silent': 'connection-intercepted',
  'metadata-exchange-silent': 'connection-intercepted',
  'metadata-exchange-junk': 'connection-intercepted',
  'certificate-of-another-address': 'certificate-of-another-instance',
  'certificate-out-of-time': 'clocks-differ',
  'certificate-not-trusted': 'certificates-renewed',
  'instance-refused': 'instance-not-listening',
  'instance-timed-out': 'instance-unreachable',
  'instance-name-not-found': 'instance-name-not-found',
  'metadata-exchange-closed': 'instance-closed-early',
  'metadata-exchange-refused': 'role-missing',
  'too-many-connections': 'too-many-connections',
  'instance-closed-connection': 'database-ended',
  'no-credentials': 'no-credentials',
  'port-taken': 'port-taken',
  'http-port-taken': 'port-taken',
  'port-from-service-link': 'port-from-service-link',
  'endpoint-without-scheme': 'proxy-cannot-start',
  'duration-without-unit': 'proxy-cannot-start',
  'configuration-file-missing': 'proxy-cannot-start',
  'connection-test-failed': 'connection-test-failed',
  'connections-left-open': 'connections-left-open',
  'ended-by-signal': undefined,
};

/** The cause that a message of the Auth Proxy is a sign of; undefined for one that is no sign of a failure. */
export function causeOfLogMessage(code: LogMessageCode): CauseCode | undefined {
  return causesOfLogMessages[code];
}
