import { ProtobufReader, ProtobufWriter } from '../protobuf/protobuf';
import type { SocketReader } from './socket-reader';

/**
 * The exchange that begins a connection of a connector: a length of four bytes and a message, each way.
 * Source: google/cloud/alloydb/connectors/v1/resources.proto of googleapis
 */
export interface ExchangeRequest {
  readonly userAgent: string;
  readonly auth: 'DB_NATIVE' | 'AUTO_IAM';
  readonly token: string;
}

/** The longest request, in bytes. */
const longestRequest = 65_536;

const autoIam = 2;
const responseOk = 1;
const responseError = 2;

/** @throws SocketClosed if the client goes away, Error if what it says is no request */
export async function readExchangeRequest(reader: SocketReader): Promise<ExchangeRequest> {
  const length = (await reader.take(4)).readUInt32BE(0);
  if (length > longestRequest) throw new Error(`the metadata exchange begins with a length of ${length} bytes`);
  return decodeExchangeRequest(await reader.take(length));
}

export function decodeExchangeRequest(bytes: Buffer): ExchangeRequest {
  // Of a field that is there twice the last one counts.
  const fields = new Map([...new ProtobufReader(bytes)].map((field) => [field.id, field]));
  const text = (id: number): string => fields.get(id)?.bytes.toString('utf8') ?? '';
  const auth = fields.get(2)?.number === autoIam ? 'AUTO_IAM' : 'DB_NATIVE';
  return { userAgent: text(1), auth, token: text(3) };
}

/** The answer as one piece: the Go connector reads its head and its body with one read each. */
export function encodeExchangeResponse(error?: string): Buffer {
  const writer = new ProtobufWriter().number(1, error === undefined ? responseOk : responseError);
  const message = error === undefined ? writer.finish() : writer.text(2, error).finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  return Buffer.concat([length, message]);
}
