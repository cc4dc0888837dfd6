import type { ConnectorErrorCode } from '@alloydb-gke/connector';

/** What is known of a failed connection. */
export interface ConnectionFailure {
  readonly code: ConnectorErrorCode;
  /** Whether it is one of the way to the instance, or of what comes before it. */
  readonly kind: string;
  /** What happened, as sentences. */
  readonly message: string;
  /** The error of the socket, where there is one. */
  readonly socketCode: string | undefined;
}

type Words = (failure: ConnectionFailure, place: string) => string;

const beforeInfo: Words = (_, place) => `failed to get instance IP address: refresh error: failed to get instance metadata ${place}: `;
const api =
  (status: number): Words =>
  (failure, place) =>
    // What an instance says itself has no more around it.
    failure.kind === 'dial' ? failure.message : `${beforeInfo(failure, place)}googleapi: Error ${status}: ${failure.message}`;
const tcp =
  (end: string): Words =>
  (_, place) =>
    `dial error: failed to dial ${place}: dial tcp: ${end}`;
const handshake =
  (end: string): Words =>
  (_, place) =>
    `dial error: handshake failed ${place}: ${end}`;
const isLate = ({ message, socketCode }: ConnectionFailure): boolean => socketCode === 'ETIMEDOUT' || /no answer within/.test(message);

/** How the Auth Proxy says what the connector says; its own words for everything else. */
const table: Partial<Readonly<Record<ConnectorErrorCode, Words>>> = {
  'role-missing': api(403),
  'access-refused': api(403),
  'api-not-enabled': api(403),
  'token-scope-too-small': api(403),
  'token-not-accepted': api(401),
  'instance-not-found': api(404),
  'admin-api-request-refused': api(400),
  'admin-api-quota-used-up': api(429),
  'admin-api-failing': () => 'context deadline exceeded',
  'admin-api-not-reached': (failure, place) =>
    isLate(failure) ? 'context deadline exceeded' : `${beforeInfo(failure, place)}Get "https://alloydb.googleapis.com": ${failure.message}`,
  'no-access-token': (failure, place) => `${beforeInfo(failure, place)}Get "": credentials: cannot fetch token: ${tokenWords(failure)}`,
  'ip-type-not-available': ({ message }, place) =>
    `config error: instance does not have IP of type "${/type (PRIVATE|PUBLIC|PSC)/.exec(message)?.[1] ?? 'PRIVATE'}" ${place}`,
  'instance-without-address': (_, place) =>
    `failed to get instance IP address: config error: cannot connect to instance - it has no supported IP addresses ${place}`,
  'instance-not-reached': (failure, place) => tcp(isLate(failure) ? 'i/o timeout' : 'connect: connection refused')(failure, place),
  'instance-name-not-resolved': tcp('lookup: no such host'),
  'tls-failed': (failure, place) => handshake(isLate(failure) ? 'context deadline exceeded' : failure.message)(failure, place),
  'server-certificate-out-of-date': handshake('tls: failed to verify certificate: x509: certificate has expired or is not yet valid'),
  'server-certificate-not-trusted': (failure, place) =>
    handshake(
      `tls: failed to verify certificate: x509: certificate ${
        failure.socketCode === 'ERR_TLS_CERT_ALTNAME_INVALID' ? 'is valid for another address' : 'signed by unknown authority'
      }`,
    )(failure, place),
  'metadata-exchange-broken': (failure) => (isLate(failure) ? 'read tcp 5433: i/o timeout' : 'EOF'),
};

function tokenWords({ message }: ConnectionFailure): string {
  if (/\b403\b/.test(message)) return `compute: Received 403 \`${message}\``;
  if (/\b404\b/.test(message)) return 'compute: Received 404';
  return message;
}

/** The line that the Auth Proxy writes about a connection that failed. `name` is what it calls the instance. */
export function failureWords(failure: ConnectionFailure, name: string): string {
  const words = table[failure.code];
  return words ? words(failure, `(instance URI = "${name}")`) : failure.message;
}
