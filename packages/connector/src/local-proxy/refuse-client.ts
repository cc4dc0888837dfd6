import type { Socket } from 'node:net';

/** The first message of a client asks for encryption. Source: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const encryptionRequests: ReadonlySet<number> = new Set([80877103, 80877104]);

/** So long a client is waited for that says nothing, in milliseconds. */
const longestWait = 5000;

/** A client that asks for encryption twice and then something else is not PostgreSQL's. */
const longestStart = 10_000;

/** Tells a client of PostgreSQL why it cannot be connected, in the form in which it shows errors of the database. */
export function refuseClient(client: Socket, reason: string): void {
  let received = Buffer.alloc(0);
  const timer = setTimeout(() => client.destroy(), longestWait);
  client.once('close', () => clearTimeout(timer));
  client.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    if (received.length >= 8 && encryptionRequests.has(received.readUInt32BE(4))) {
      received = received.subarray(8);
      client.write('N');
    }
    if (received.length > longestStart) return void client.destroy();
    if (received.length >= 4 && received.length >= received.readUInt32BE(0)) client.end(fatalError(reason));
  });
  client.resume();
}

/** Source of the code, `connection_failure`: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function fatalError(reason: string): Buffer {
  const content = Buffer.from(`SFATAL\0VFATAL\0C08006\0M${reason.replaceAll('\0', '')}\0\0`, 'utf8');
  const head = Buffer.alloc(5);
  head.write('E', 0, 'latin1');
  head.writeUInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}
