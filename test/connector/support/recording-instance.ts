import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { CertificateAuthority } from '../../../packages/emulator/src/certificates/certificate-authority';
import { Clock } from '../../../packages/emulator/src/clock';
import { ProtobufReader } from '../../../packages/emulator/src/protobuf/protobuf';

/** A call of the Admin API, as it came. */
export interface RecordedCall {
  readonly method: string;
  /** Without the version of the API, which is beside it. */
  readonly path: string;
  readonly version: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** A connection up to the answer of the metadata exchange. */
export interface RecordedExchange {
  readonly protocol: string | null;
  /** The name of SNI; false without one. */
  readonly serverName: string | false | null;
  readonly alpn: string | false | null;
  /** What the client shows, from its own certificate to the root. */
  readonly subjects: readonly string[];
  /** How many bytes came in the first piece, and how many of them are said to be the message. */
  readonly pieces: { readonly received: number; readonly said: number };
  /** The fields of the message: number and value. */
  readonly fields: readonly { readonly id: number; readonly value: number | string }[];
}

/** What a client said. */
export interface Recording {
  readonly calls: readonly RecordedCall[];
  readonly exchanges: readonly RecordedExchange[];
}

/** Stands between a client and an emulator for the Admin API, and for the instance itself as far as the metadata exchange. */
export interface RecordingInstance extends Recording, AsyncDisposable {
  /** The URL of its Admin API. */
  readonly adminApi: string;
}

/**
 * Starts one on an address of this machine that nobody has.
 *
 * @param afterExchange what it does with a connection after that; else nothing
 */
export async function recordingInstance(
  adminApi: string,
  address: string,
  afterExchange: (socket: TLSSocket) => void = () => {},
): Promise<RecordingInstance> {
  const authority = new CertificateAuthority(new Clock());
  const calls: RecordedCall[] = [];
  const exchanges: RecordedExchange[] = [];

  const front = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      calls.push(recordedCall(request, body));
      const { host: _, connection: __, 'content-length': ___, 'accept-encoding': ____, ...headers } = request.headers;
      const answer = await fetch(`${adminApi}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(body !== '' && { body }),
      });
      const fields = (await answer.json()) as Record<string, unknown>;
      const changed = 'caCert' in fields ? { caCert: authority.rootCertificate } : 'ipAddress' in fields ? { ipAddress: address } : {};
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify({ ...fields, ...changed }));
    });
  });
  const { chain, privateKey } = authority.serverIdentity({ subject: 'instance', names: [address] });
  const instance = createTlsServer({ cert: chain, key: privateKey, requestCert: true, rejectUnauthorized: false }, (socket) => {
    socket.on('error', () => {});
    socket.once('data', (bytes: Buffer) => {
      exchanges.push(recordedExchange(socket, bytes));
      socket.write(Buffer.from([0, 0, 0, 2, 8, 1]));
      afterExchange(socket);
    });
  });
  front.listen(0, '127.0.0.1');
  instance.listen(5433, address);
  await Promise.all([once(front, 'listening'), once(instance, 'listening')]);
  return {
    adminApi: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    calls,
    exchanges,
    [Symbol.asyncDispose]: async () => {
      front.closeAllConnections();
      await Promise.all([front, instance].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** The kind of key that a PEM holds. */
export function keyFormat(pem: unknown): object {
  const key = createPublicKey(String(pem));
  return { label: /^-----BEGIN (.*)-----\n/.exec(String(pem))?.[1], type: key.asymmetricKeyType, ...key.asymmetricKeyDetails };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

function recordedCall({ method = '', url = '', headers }: IncomingMessage, body: string): RecordedCall {
  const [, version = '', path = ''] = /^\/(v1\w*)(\/.*)$/.exec(url) ?? [];
  return { method, version, path, headers: headers as Record<string, string>, body: body === '' ? undefined : JSON.parse(body) };
}

function recordedExchange(socket: TLSSocket, bytes: Buffer): RecordedExchange {
  const subjects: string[] = [];
  for (let one = socket.getPeerCertificate(true), seen = ''; one?.subject && one.fingerprint !== seen; one = one.issuerCertificate) {
    subjects.push(String(one.subject.CN));
    seen = one.fingerprint;
  }
  return {
    protocol: socket.getProtocol(),
    serverName: (socket as TLSSocket & { readonly servername?: string | false }).servername ?? null,
    alpn: socket.alpnProtocol,
    subjects,
    pieces: { received: bytes.length - 4, said: bytes.readUInt32BE(0) },
    fields: [...new ProtobufReader(bytes.subarray(4))].map(({ id, number, bytes: text }) => ({
      id,
      value: text.length > 0 ? text.toString('utf8') : number,
    })),
  };
}
