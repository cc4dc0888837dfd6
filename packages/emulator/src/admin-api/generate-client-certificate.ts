import { createPublicKey, type KeyObject } from 'node:crypto';
import { invalidArgument } from '../google-api/api-errors';
import { findCluster } from './find-resource';
import type { MethodCall } from './method-call';

const hour = 3600;

/** Issues a certificate for the key of a client. */
export function generateClientCertificate({ resource, request, token, context }: MethodCall): object {
  const cluster = findCluster(resource, context);
  const { instanceAuthority, clientCertificates, clock, faults } = context;
  const ends = faults.effectAt('client-certificate');
  const seconds = ends ? ends.seconds : lifetimeSeconds(request['certDuration']);
  const expiresAt = clock.now() + seconds * 1000;
  const { chain, serialNumber } = instanceAuthority.clientCertificate(
    clientKey(request['publicKey']),
    token.principal.email ?? 'client',
    expiresAt,
  );
  clientCertificates.add(serialNumber, {
    principal: token.principal,
    cluster: cluster.name,
    metadataExchange: request['useMetadataExchange'] === true,
    expiresAt,
  });
  return { pemCertificateChain: chain, caCert: instanceAuthority.rootCertificate };
}

/** A hint of a client, between an hour and a day. Source: the comment at cert_duration in service.proto of the Admin API */
function lifetimeSeconds(hint: unknown): number {
  const [, seconds] = /^(\d+)(?:\.\d+)?s$/.exec(typeof hint === 'string' ? hint : '') ?? [];
  return Math.min(24 * hour, Math.max(hour, seconds === undefined ? 24 * hour : Number(seconds)));
}

/** Go sends its key as PKCS #1, the others as SubjectPublicKeyInfo. */
function clientKey(pem: unknown): KeyObject {
  try {
    if (typeof pem === 'string') return createPublicKey(pem);
  } catch {
    // Said below.
  }
  throw invalidArgument('The public key is not a PEM encoded RSA key.');
}
