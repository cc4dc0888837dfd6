import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeExchangeRequest, encodeExchangeResponse } from '../instance-listener/metadata-exchange';
import { ProtobufReader, ProtobufWriter } from './protobuf';

describe('protobuf', () => {
  it('reads back what it has written', () => {
    const field = fc.record({
      id: fc.integer({ min: 1, max: 100_000 }),
      number: fc.integer({ min: 1, max: 2 ** 48 }),
      text: fc.string({ minLength: 1, maxLength: 300 }),
    });
    fc.assert(
      fc.property(fc.array(field), (fields) => {
        const writer = new ProtobufWriter();
        for (const { id, number, text } of fields) writer.number(id, number).text(id, text);
        const read = [...new ProtobufReader(writer.finish())];
        expect(read.map(({ id, number, bytes }) => [id, number, bytes.toString('utf8')])).toEqual(
          fields.flatMap(({ id, number, text }) => [
            [id, number, ''],
            [id, 0, Buffer.from(text).toString('utf8')],
          ]),
        );
      }),
    );
  });

  it('takes any bytes for a message or says that they are none', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        try {
          return Array.isArray([...new ProtobufReader(Buffer.from(bytes))]);
        } catch (error) {
          return /^not a protobuf message: /.test((error as Error).message);
        }
      }),
    );
  });
});

describe('the metadata exchange', () => {
  it('is the bytes that the connectors know', () => {
    expect(encodeExchangeResponse().toString('hex')).toBe('000000020801');
    expect(encodeExchangeResponse('no').toString('hex')).toBe('00000006080212026e6f');
    const request = Buffer.from('0a02617510021a0174', 'hex');
    expect(decodeExchangeRequest(request)).toEqual({ userAgent: 'au', auth: 'AUTO_IAM', token: 't' });
    expect(decodeExchangeRequest(Buffer.alloc(0))).toEqual({ userAgent: '', auth: 'DB_NATIVE', token: '' });
  });
});
