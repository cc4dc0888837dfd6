import type { TLSSocket } from 'node:tls';
import type { IssuedCertificate } from '../certificates/client-certificates';
import type { Principal } from '../iam/principal';
import type { EmulatorContext } from '../service';
import type { Cluster, Instance } from '../spec/emulator-model';
import { admitClient, admitPrincipal } from './admit-client';
import { encodeExchangeResponse, readExchangeRequest } from './metadata-exchange';
import { openSession } from './open-session';
import { SocketReader } from './socket-reader';

/** The instance that a connection has reached. */
export interface Place {
  readonly cluster: Cluster;
  readonly instance: Instance;
}

/** Receives a connector whose handshake is over: its certificate, the metadata exchange, and then PostgreSQL. */
export async function receiveConnector(socket: TLSSocket, place: Place, context: EmulatorContext): Promise<void> {
  const subject = place.instance.uri.toString();
  const certificate = knownCertificate(socket, place, context);
  if (typeof certificate === 'string') {
    context.log.record('client-certificate-refused', subject, { reason: certificate });
    socket.destroy();
    return;
  }
  const reader = new SocketReader(socket);
  const automaticLogin = certificate.metadataExchange
    ? await exchange(socket, reader, place, context)
    : admitOldClient(socket, certificate, place, context);
  if (automaticLogin === 'refused') return;
  await openSession({ socket, reader, ...place, automaticLogin }, context);
}

/** What was promised to the owner of the client's certificate, or why it is refused, as the end of a sentence. */
function knownCertificate(socket: TLSSocket, { cluster }: Place, { clientCertificates }: EmulatorContext): IssuedCertificate | string {
  const peer = socket.getPeerX509Certificate();
  if (peer === undefined) return 'it has no certificate';
  if (!socket.authorized) return `its certificate is not accepted (${socket.authorizationError})`;
  const issued = clientCertificates.find(peer.serialNumber);
  if (issued === undefined) return 'its certificate was not issued here';
  return issued.cluster === cluster.name ? issued : `its certificate is for the cluster ${issued.cluster}`;
}

async function exchange(
  socket: TLSSocket,
  reader: SocketReader,
  { instance }: Place,
  context: EmulatorContext,
): Promise<Principal | undefined | 'refused'> {
  const request = await readExchangeRequest(reader);
  const fault = context.faults.effectAt('metadata-exchange', { instance: instance.uri.toString() });
  if (fault) {
    const answers = {
      refuse: encodeExchangeResponse('The metadata exchange fails, for it was told to.'),
      'answer junk': Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
    };
    if (fault.does === 'hang up') socket.destroy();
    else if (fault.does !== 'wait') socket.end(answers[fault.does]);
    return 'refused';
  }
  const admission = admitClient(request.token, instance, context);
  if ('refused' in admission) {
    socket.end(encodeExchangeResponse(admission.refused));
    return 'refused';
  }
  socket.write(encodeExchangeResponse());
  const { principal } = admission;
  context.log.record('client-connected', instance.uri.toString(), {
    member: principal.member,
    auth: request.auth === 'AUTO_IAM' ? 'IAM' : 'built-in',
  });
  return request.auth === 'AUTO_IAM' ? principal : undefined;
}

/** A client whose certificate says that it does not know the exchange: it is who asked for the certificate. */
function admitOldClient(
  socket: TLSSocket,
  { principal }: IssuedCertificate,
  { instance }: Place,
  context: EmulatorContext,
): undefined | 'refused' {
  const admission = admitPrincipal(principal, instance, context);
  if ('refused' in admission) {
    socket.destroy();
    return 'refused';
  }
  context.log.record('client-connected', instance.uri.toString(), { member: principal.member, auth: 'built-in' });
  return undefined;
}
