import type { Duplex } from 'node:stream';
import { loginScope, opensDatabases } from '../iam/access-tokens';
import type { Principal } from '../iam/principal';
import { postgresSocket } from '../instance-places';
import type { EmulatorContext } from '../service';
import type { Cluster, Instance } from '../spec/emulator-model';
import { administrator } from '../spec/read-database-users';
import { joinDatabase } from './join-database';
import { mayLogInByIam } from './log-in-by-iam';
import { fatalError, passwordRequest, readPassword } from './postgres-messages';
import { SocketReader } from './socket-reader';
import { readStartupPacket, type StartupPacket } from './startup-packet';

/** A client that may connect, before it has said a word of PostgreSQL. */
export interface Session {
  readonly socket: Duplex;
  readonly reader: SocketReader;
  readonly cluster: Cluster;
  readonly instance: Instance;
  /** Who it is, where it shall log in by that; otherwise it needs a password, or a token as a password. */
  readonly automaticLogin: Principal | undefined;
  /** Answers a wish for encryption. @returns the socket to go on with */
  readonly encrypt?: () => Promise<Duplex>;
}

/** Reads the startup of a client, decides about IAM logins, and joins it with its database. */
export async function openSession(session: Session, context: EmulatorContext): Promise<void> {
  const { socket, reader } = session;
  const packet = await readStartupPacket(reader);
  if (packet.kind === 'encryption') return answerEncryption(session, context);
  const path = postgresSocket(context.folder.path, context.model, session.instance.uri.toString());
  if (packet.kind === 'cancel') return joinDatabase(socket, path, packet.bytes);
  const refusal = await refuseLogin(packet, session, context);
  if (refusal) return void socket.end(refusal);
  const { user, database } = packet;
  joinDatabase(socket, path, Buffer.concat([packet.bytes, reader.release()]), () =>
    context.log.record('client-logged-in', session.instance.uri.toString(), { user, database }),
  );
}

async function answerEncryption(session: Session, context: EmulatorContext): Promise<void> {
  if (session.encrypt === undefined) {
    session.socket.write('N');
    return openSession(session, context);
  }
  const { encrypt, ...rest } = session;
  const socket = await encrypt();
  return openSession({ ...rest, socket, reader: new SocketReader(socket) }, context);
}

/** The answer to a login that is refused here; undefined for one that PostgreSQL decides about, or that is allowed. */
async function refuseLogin(
  { user }: Extract<StartupPacket, { kind: 'startup' }>,
  { socket, reader, cluster, instance, automaticLogin }: Session,
  context: EmulatorContext,
): Promise<Buffer | undefined> {
  if (user === administrator) return fatalError('28000', `role "${user}" is not permitted to log in`);
  const refusal = fatalError('28000', `AlloyDB IAM user authentication failed for user "${user}"`);
  if (automaticLogin) return mayLogInByIam({ principal: automaticLogin, user, cluster, instance }, context) ? undefined : refusal;
  if (cluster.users.find(({ name }) => name === user)?.auth !== 'iam') return undefined;
  socket.write(passwordRequest());
  const token = context.tokens.find(await readPassword(reader));
  if (token === undefined || token.expired) {
    context.log.record('password-not-a-token', instance.uri.toString(), { user });
    return refusal;
  }
  if (!opensDatabases(token)) {
    const { member } = token.principal;
    const method = 'the login with a token as the password';
    context.log.record('scope-missing', instance.uri.toString(), { member, method, scopes: token.scopes.join(', '), wanted: loginScope });
    return refusal;
  }
  return mayLogInByIam({ principal: token.principal, user, cluster, instance }, context) ? undefined : refusal;
}
