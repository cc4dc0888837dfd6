import { X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { ApiAnswer } from '../admin-api/admin-api';
import { type IpType, ipTypes } from '../connection-options';
import { connectorError } from '../errors/connector-error';
import { reasonOf } from '../errors/quote';
import type { InstanceUri } from '../instance-uri/instance-uri';

/** All that is needed to connect to an instance, until it expires. */
export interface ConnectionInfo {
  /** Where the instance is. */
  readonly addresses: Readonly<Partial<Record<IpType, string>>>;
  /** The certificate of the client with its key, and the only root that is trusted. */
  readonly secureContext: SecureContext;
  /** When the client certificate expires, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The two answers of the Admin API, and what they are read with. */
export interface RefreshAnswers {
  readonly uri: InstanceUri;
  readonly endpoint: string;
  readonly connectionInfo: ApiAnswer;
  readonly certificate: ApiAnswer;
  /** PEM. */
  readonly privateKey: string;
  readonly now: number;
}

/** @throws ConnectorError `instance-without-address`, `admin-api-answer-unreadable` or `clock-wrong` */
export function readConnectionInfo(answers: RefreshAnswers): ConnectionInfo {
  const { uri, connectionInfo, certificate, privateKey, now } = answers;
  const addresses = readAddresses(connectionInfo);
  if (Object.keys(addresses).length === 0) {
    const command = `gcloud alloydb instances describe ${uri.instance} --project=${uri.project} --region=${uri.location} --cluster=${uri.cluster}`;
    throw connectorError('instance-without-address', { instanceUri: uri.text, command }, { instanceUri: uri.text });
  }
  const chain = texts(certificate['pemCertificateChain'] ?? certificate['pem_certificate_chain']);
  const [ca] = texts([certificate['caCert'] ?? certificate['ca_cert']]);
  if (chain.length === 0 || ca === undefined) throw unreadable(answers, 'it holds no certificates');
  try {
    // The last one too: Node reads it when a connection is made, which is too late.
    const [leaf] = [...chain, ca].map((pem) => new X509Certificate(pem));
    const [validFrom, expiresAt] = [Date.parse(leaf?.validFrom ?? ''), Date.parse(leaf?.validTo ?? '')];
    // From when it is valid is judged by the instance, whose clock may be a little ahead.
    if (!(expiresAt > now)) throw wrongClock(validFrom, expiresAt, answers);
    const secureContext = createSecureContext({ ca, cert: chain.join('\n'), key: privateKey, minVersion: 'TLSv1.3' });
    return { addresses, secureContext, expiresAt };
  } catch (error) {
    throw error instanceof Error && error.name === 'ConnectorError'
      ? error
      : unreadable(answers, `its certificates are damaged (${reasonOf(error)})`);
  }
}

/** The names are in either spelling of JSON. Source: https://protobuf.dev/programming-guides/json */
function readAddresses(info: ApiAnswer): ConnectionInfo['addresses'] {
  const [PRIVATE] = texts([info['ipAddress'], info['ip_address']]);
  const [PUBLIC] = texts([info['publicIpAddress'], info['public_ip_address']]);
  const [PSC] = texts([info['pscDnsName'], info['psc_dns_name']]);
  // A dot at the end is right in DNS, and not part of the name that the certificate has.
  const found = { PRIVATE, PUBLIC, PSC: PSC?.replace(/\.$/, '') };
  return Object.fromEntries(ipTypes.flatMap((type) => (found[type] === undefined ? [] : [[type, found[type]]])));
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one !== '') : [];
}

function unreadable({ uri, endpoint }: RefreshAnswers, reason: string): Error {
  return connectorError('admin-api-answer-unreadable', { api: 'AlloyDB API', endpoint, reason }, { instanceUri: uri.text });
}

function wrongClock(from: number, to: number, { uri, now }: RefreshAnswers): Error {
  const text = (time: number): string => (Number.isFinite(time) ? new Date(time).toISOString() : 'an unknown time');
  return connectorError('clock-wrong', { from: text(from), to: text(to), now: text(now) }, { instanceUri: uri.text });
}
