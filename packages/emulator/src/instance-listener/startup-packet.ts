import type { SocketReader } from './socket-reader';

/**
 * What a PostgreSQL client says first.
 * Source: https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export type StartupPacket =
  | { readonly kind: 'encryption' }
  | { readonly kind: 'cancel'; readonly bytes: Buffer }
  | { readonly kind: 'startup'; readonly bytes: Buffer; readonly user: string; readonly database: string };

const cancelRequest = 80_877_102;
const sslRequest = 80_877_103;
const gssRequest = 80_877_104;

/** The server's own limit. Source: MAX_STARTUP_PACKET_LENGTH of PostgreSQL */
const longest = 10_000;

/** @throws SocketClosed if the client goes away, Error if what it says is not PostgreSQL */
export async function readStartupPacket(reader: SocketReader): Promise<StartupPacket> {
  const length = (await reader.peek(4)).readUInt32BE(0);
  if (length < 8 || length > longest) throw new Error('what the client says is not PostgreSQL');
  const bytes = await reader.take(length);
  const code = bytes.readUInt32BE(4);
  if (code === sslRequest || code === gssRequest) return { kind: 'encryption' };
  if (code === cancelRequest) return { kind: 'cancel', bytes };
  const parameters = parseParameters(bytes.subarray(8).toString('utf8'));
  const user = parameters.get('user') ?? '';
  return { kind: 'startup', bytes, user, database: parameters.get('database') || user };
}

function parseParameters(text: string): ReadonlyMap<string, string> {
  const words = text.split('\0');
  const parameters = new Map<string, string>();
  for (let index = 0; index + 1 < words.length && words[index] !== ''; index += 2)
    parameters.set(words[index] ?? '', words[index + 1] ?? '');
  return parameters;
}
