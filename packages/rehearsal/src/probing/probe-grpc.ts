import { type ClientHttp2Session, connect, constants } from 'node:http2';
import type { ProbeResult } from '../pod-run/pod-place';

/** Source: https://github.com/grpc/grpc/blob/master/src/proto/grpc/health/v1/health.proto */
const states = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'] as const;

const unimplemented = 12;

/**
 * A probe by gRPC's health protocol, without TLS.
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/probe/grpc/grpc.go
 */
export async function probeGrpc(host: string, port: number, service: string, timeoutSeconds: number): Promise<ProbeResult> {
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const session = connect(`http://${address}`);
  const deadline = Date.now() + timeoutSeconds * 1000;
  try {
    if (!(await connected(session, deadline))) {
      return failure(`timeout: failed to connect service "${address}" within ${timeoutSeconds}s: context deadline exceeded`);
    }
    const { status, state, message } = await check(session, service, deadline);
    if (status === 'late') return failure(`timeout: health rpc did not complete within ${timeoutSeconds}s`);
    if (status === unimplemented)
      return failure(`error: this server does not implement the grpc health protocol (grpc.health.v1.Health): ${message}`);
    if (status !== 0) return failure(`error: health rpc probe failed: rpc error: code = ${status} desc = ${message}`);
    if (state === 1) return { outcome: 'success', message: '' };
    return failure(`service unhealthy (responded with "${states[state] ?? state}")`);
  } finally {
    session.destroy();
  }
}

function failure(message: string): ProbeResult {
  return { outcome: 'failure', message };
}

/** gRPC goes on trying until its time is up; here the first refusal is taken for that. */
function connected(session: ClientHttp2Session, deadline: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), Math.max(1, deadline - Date.now()));
    const end = (value: boolean): void => {
      clearTimeout(timer);
      resolve(value);
    };
    session.once('remoteSettings', () => end(true));
    session.on('error', () => end(false));
    session.once('close', () => end(false));
  });
}

interface Answer {
  readonly status: number | 'late';
  readonly state: number;
  readonly message: string;
}

function check(session: ClientHttp2Session, service: string, deadline: number): Promise<Answer> {
  return new Promise((resolve) => {
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: '/grpc.health.v1.Health/Check',
      [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc',
      [constants.HTTP2_HEADER_TE]: 'trailers',
      'user-agent': 'kube-probe/1.36',
    });
    const chunks: Buffer[] = [];
    let status: number | undefined;
    let message = '';
    const readStatus = (headers: Readonly<Record<string, unknown>>): void => {
      if (headers['grpc-status'] !== undefined) status = Number(headers['grpc-status']);
      if (typeof headers['grpc-message'] === 'string') message = decodeURIComponent(headers['grpc-message']);
    };
    const timer = setTimeout(() => resolve({ status: 'late', state: 0, message: '' }), Math.max(1, deadline - Date.now()));
    stream.on('response', readStatus);
    stream.on('trailers', readStatus);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', ({ message: reason }) => (message = reason));
    stream.on('close', () => {
      clearTimeout(timer);
      resolve({ status: status ?? 14, state: readState(Buffer.concat(chunks)), message });
    });
    stream.end(request(service));
  });
}

/** A message of gRPC: not compressed, its length, then the protobuf with the service as its first field. */
function request(service: string): Buffer {
  const name = Buffer.from(service);
  const message = name.length === 0 ? Buffer.alloc(0) : Buffer.concat([Buffer.from([0x0a, name.length]), name]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

/** The first field of the answer; what is not there is 0. */
function readState(answer: Buffer): number {
  return answer[5] === 0x08 ? (answer[6] ?? 0) : 0;
}
