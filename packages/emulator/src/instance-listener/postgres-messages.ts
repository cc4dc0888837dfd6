import type { SocketReader } from './socket-reader';

/** An error that ends a connection, in the form of PostgreSQL. */
export function fatalError(sqlState: string, message: string): Buffer {
  return messageOf('E', Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${message}\0\0`, 'utf8'));
}

/** Asks for a password as it is: the connection is encrypted. */
export function passwordRequest(): Buffer {
  return messageOf('R', Buffer.from([0, 0, 0, 3]));
}

/** The answer to {@link passwordRequest}. @throws SocketClosed if the client goes away, Error if it says something else */
export async function readPassword(reader: SocketReader): Promise<string> {
  const head = await reader.take(5);
  const length = head.readUInt32BE(1);
  if (head[0] !== 'p'.charCodeAt(0) || length < 4 || length > 100_000) throw new Error('the client answers something else than a password');
  const password = await reader.take(length - 4);
  return password.subarray(0, Math.max(0, password.indexOf(0))).toString('utf8');
}

function messageOf(kind: string, content: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}
