import { ProtobufReader, ProtobufWriter } from '../protobuf/protobuf';
import { enumerationOf, type FieldRow, fieldsOf } from './message-json';

/** Writes a message of the Admin API as protobuf. A field that the message has not is left out, as is one without a value. */
export function encodeMessage(type: string, message: object): Buffer {
  const writer = new ProtobufWriter();
  for (const [name, field] of Object.entries(fieldsOf(type) ?? {})) {
    const value: unknown = Reflect.get(message, name);
    if (value === undefined) continue;
    if (field.kind === 'map') {
      for (const [key, one] of Object.entries(value as object))
        writer.bytes(field.id, new ProtobufWriter().text(1, key).text(2, String(one)).finish());
    } else {
      for (const one of field.kind === 'list' ? (value as readonly unknown[]) : [value]) writeOne(writer, field, one);
    }
  }
  return writer.finish();
}

function writeOne(writer: ProtobufWriter, { id, type }: FieldRow, value: unknown): void {
  const numbers = enumerationOf(type);
  if (numbers) writer.number(id, numbers[String(value)] ?? 0);
  else if (type === 'string') writer.text(id, String(value));
  else if (type === 'bool' || type === 'int32') writer.number(id, Number(value));
  else writer.bytes(id, encodeMessage(type, value as object));
}

/** Reads a request of the Admin API. Fields that are not known are skipped. */
export function decodeMessage(type: string, bytes: Buffer): Readonly<Record<string, unknown>> {
  const names = new Map(Object.entries(fieldsOf(type) ?? {}).map(([name, field]) => [field.id, { name, field }]));
  const message: Record<string, unknown> = {};
  for (const { id, number, bytes: value } of new ProtobufReader(bytes)) {
    const known = names.get(id);
    if (known) message[known.name] = readOne(known.field.type, number, value);
  }
  return message;
}

function readOne(type: string, number: number, bytes: Buffer): unknown {
  if (type === 'bool') return number !== 0;
  if (type === 'int32') return number;
  if (type === 'string') return bytes.toString('utf8');
  // In JSON a duration is text. Its seconds are the first field.
  if (type === 'Duration') return `${[...new ProtobufReader(bytes)].find(({ id }) => id === 1)?.number ?? 0}s`;
  return decodeMessage(type, bytes);
}
