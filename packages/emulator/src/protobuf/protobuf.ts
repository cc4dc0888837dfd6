/**
 * The part of protobuf that a handful of small messages needs: whole numbers, texts, bytes and messages in messages.
 * Source: https://protobuf.dev/programming-guides/encoding
 */

const wireNumber = 0;
const wireBytes = 2;

/** Writes the fields of one message. A number of zero and an empty text are the defaults, and are left out. */
export class ProtobufWriter {
  readonly #parts: Buffer[] = [];

  number(id: number, value: number): this {
    if (value !== 0) this.#parts.push(variable(id * 8 + wireNumber), variable(value));
    return this;
  }

  text(id: number, value: string): this {
    return value === '' ? this : this.bytes(id, Buffer.from(value, 'utf8'));
  }

  bytes(id: number, value: Buffer): this {
    this.#parts.push(variable(id * 8 + wireBytes), variable(value.length), value);
    return this;
  }

  finish(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

function variable(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** One field as it lies in a message. */
export interface WireField {
  readonly id: number;
  /** The value of a number; 0 for anything else. */
  readonly number: number;
  /** The value of a text, of bytes or of a message; empty for a number. */
  readonly bytes: Buffer;
}

/** Reads the fields of a message in their order. */
export class ProtobufReader {
  readonly #bytes: Buffer;
  #place = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** @throws Error if the bytes are not a message */
  *[Symbol.iterator](): Generator<WireField> {
    while (this.#place < this.#bytes.length) {
      const key = this.#variable();
      const id = Math.floor(key / 8);
      switch (key % 8) {
        case wireNumber:
          yield { id, number: this.#variable(), bytes: Buffer.alloc(0) };
          break;
        case wireBytes:
          yield { id, number: 0, bytes: this.#take(this.#variable()) };
          break;
        case 1:
          this.#take(8);
          break;
        case 5:
          this.#take(4);
          break;
        default:
          throw new Error('not a protobuf message: unknown wire type');
      }
    }
  }

  #variable(): number {
    let value = 0;
    for (let factor = 1; factor < 2 ** 70; factor *= 128) {
      const byte = this.#take(1)[0] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new Error('not a protobuf message: number too long');
  }

  #take(length: number): Buffer {
    if (this.#place + length > this.#bytes.length) throw new Error('not a protobuf message: it ends too early');
    this.#place += length;
    return this.#bytes.subarray(this.#place - length, this.#place);
  }
}
