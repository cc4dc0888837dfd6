import { type ConnectorError, connectorError } from '../errors/connector-error';
import { plainCause } from '../errors/plain-cause';
import { reasonOf } from '../errors/quote';
import type { InstanceUri } from '../instance-uri/instance-uri';
import type { DialFailure } from './dial-failure';

const notResolved: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']);
const outOfDate: ReadonlySet<unknown> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** What a failed step means, and what to do. */
export function explainDialFailure({ step, cause }: DialFailure, uri: InstanceUri, address: string, now: number): ConnectorError {
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const values = { instanceUri: uri.text, address, reason: reasonOf(cause) };
  const about = { instanceUri: uri.text, cause: plainCause(cause) };
  if (step === 'exchange') return connectorError('metadata-exchange-broken', values, about);
  if (step === 'tcp') return connectorError(notResolved.has(code) ? 'instance-name-not-resolved' : 'instance-not-reached', values, about);
  if (outOfDate.has(code)) return connectorError('server-certificate-out-of-date', { ...values, now: new Date(now).toISOString() }, about);
  return connectorError(isAboutTrust(code) ? 'server-certificate-not-trusted' : 'tls-failed', values, about);
}

/** The codes that OpenSSL's verification has in Node. Source: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
function isAboutTrust(code: unknown): boolean {
  return typeof code === 'string' && /^(ERR_TLS_CERT_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_|HOSTNAME_MISMATCH)/.test(code);
}
