import type { AuthType } from '../connection-options';

/** What a connector says first. Source: google/cloud/alloydb/connectors/v1/resources.proto of googleapis */
export interface ExchangeRequest {
  readonly userAgent: string;
  readonly authType: AuthType;
  readonly token: string;
}

/** What the instance answers: undefined if it lets the client in, else its reason. */
export type ExchangeResponse = { readonly refused: string | undefined };

const authTypeNumbers = { PASSWORD: 1, IAM: 2 } as const;
const responseOk = 1;

/** The request with its length in front, as one piece. */
export function encodeExchangeRequest({ userAgent, authType, token }: ExchangeRequest): Buffer {
  const message = Buffer.concat([textField(1, userAgent), Buffer.from([2 << 3, authTypeNumbers[authType]]), textField(3, token)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  return Buffer.concat([length, message]);
}

/** @throws Error if the bytes are no message of Protocol Buffers */
export function decodeExchangeResponse(bytes: Buffer): ExchangeResponse {
  let code = 0;
  let text = '';
  const reader = new FieldReader(bytes);
  while (!reader.atEnd) {
    const { id, value } = reader.next();
    if (id === 1 && typeof value === 'number') code = value;
    if (id === 2 && typeof value !== 'number') text = value.toString('utf8');
  }
  return { refused: code === responseOk ? undefined : text };
}

function textField(id: number, text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from([(id << 3) | 2, ...varint(bytes.length)]), bytes]);
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}

/** The fields of a message, one after the other. Source: https://protobuf.dev/programming-guides/encoding */
class FieldReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  next(): { readonly id: number; readonly value: number | Buffer } {
    const tag = this.#varint();
    return { id: Math.floor(tag / 8), value: this.#value(tag % 8) };
  }

  #value(wireType: number): number | Buffer {
    if (wireType === 0) return this.#varint();
    if (wireType === 1) return this.#take(8);
    if (wireType === 2) return this.#take(this.#varint());
    if (wireType === 5) return this.#take(4);
    throw new Error(`the wire type ${wireType} is unknown`);
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Error('a field is longer than its message');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#take(1)[0] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error('a number is longer than ten bytes');
  }
}
