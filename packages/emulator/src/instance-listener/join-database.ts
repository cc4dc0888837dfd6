import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { watchLogin } from './login-watch';
import { fatalError } from './postgres-messages';

/** Joins a client with the socket of its PostgreSQL, and sends what the client has said so far. */
export function joinDatabase(client: Duplex, path: string, first: Buffer, loggedIn?: () => void): void {
  const server = connect(path);
  if (loggedIn) watchLogin(server, loggedIn);
  server.on('connect', () => {
    server.write(first);
    client.pipe(server).pipe(client);
  });
  // What PostgreSQL says when it is not there for a moment. A client knows it as a reason to try again.
  server.on('error', () => (client.writable ? client.end(fatalError('57P03', 'the database system is not available')) : client.destroy()));
  server.on('close', () => client.end());
  client.on('error', () => server.destroy());
  client.on('close', () => server.destroy());
}
