import type { Readable } from 'node:stream';

/** The longest that PostgreSQL says before it lets a client in, in bytes; what is longer is no login. */
const longest = 65_536;

/**
 * Listens to what PostgreSQL says to a client, and calls `loggedIn` once it lets the client in: with ReadyForQuery.
 * AuthenticationOk is too early: whoever needs no password gets that before PostgreSQL looks for the database.
 * Source: https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export function watchLogin(server: Readable, loggedIn: () => void): void {
  let said: Buffer = Buffer.alloc(0);
  const listen = (chunk: Buffer): void => {
    said = Buffer.concat([said, chunk]);
    const outcome = outcomeOf(said);
    if (outcome === undefined && said.length < longest) return;
    server.off('data', listen);
    if (outcome === 'ok') loggedIn();
  };
  server.on('data', listen);
}

/** What the messages so far say about the login; undefined while that is open. */
function outcomeOf(said: Buffer): 'ok' | 'refused' | undefined {
  for (let place = 0; said.length >= place + 5; place += 1 + said.readUInt32BE(place + 1)) {
    const kind = String.fromCharCode(said[place] ?? 0);
    if (kind === 'E') return 'refused';
    if (kind === 'Z') return 'ok';
  }
  return undefined;
}
