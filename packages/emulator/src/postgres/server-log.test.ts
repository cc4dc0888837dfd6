import { Connection } from '@alloydb-gke/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventLog } from '../log/event-log';
import { readEmulatorSpec } from '../spec/read-emulator-spec';
import { specForConnection } from '../spec-for-connection';
import { ServerLog } from './server-log';

const connection = Connection.of({
  auth: 'built-in',
  databaseName: 'orders',
  databaseUser: 'app',
  instances: { primary: 'projects/my-project/locations/us-central1/clusters/shop/instances/primary' },
  identity: { kubernetesServiceAccount: 'orders', namespace: 'shop', iamServiceAccount: 'orders@my-project.iam.gserviceaccount.com' },
});
const [cluster] = readEmulatorSpec(specForConnection(connection, { password: 'secret' })).clusters;

const refused = '28P01\tclient backend\tghost\torders\tFATAL:  password authentication failed for user "ghost"\n';
const missing = '28P01\tclient backend\tghost\torders\tDETAIL:  Role "ghost" does not exist.\n';
const wrong = '28P01\tclient backend\tghost\torders\tDETAIL:  Connection matched pg_hba.conf line 3: "local all all scram-sha-256"\n';

let log: EventLog;
let server: ServerLog;
beforeEach(() => {
  log = new EventLog();
  if (cluster) server = new ServerLog(cluster.primary, log);
});
afterEach(() => {
  vi.useRealTimers();
});
const codes = (): readonly string[] => log.events.map(({ code }) => code);

describe('the log of a PostgreSQL', () => {
  it('tells a missing user from a wrong password, wherever a chunk ends', () => {
    const text = refused + missing + refused + wrong;
    for (let at = 0; at <= text.length; at += 1) {
      log = new EventLog();
      if (cluster) server = new ServerLog(cluster.primary, log);
      server.read(text.slice(0, at));
      server.read(text.slice(at));
      expect(codes(), `cut at ${at}`).toEqual(['database-user-missing', 'password-wrong']);
    }
  });

  it('does not wait for a detail that never comes', async () => {
    server.read(refused);
    expect(codes()).toEqual([]);
    await expect.poll(codes).toEqual(['password-wrong']);
  });

  it('says at once what needs no detail', () => {
    server.read('3D000\tclient backend\tapp\tordres\tFATAL:  database "ordres" does not exist\n');
    server.read('28000\tclient backend\tghost\torders\tFATAL:  role "ghost" does not exist\n');
    expect(codes()).toEqual(['database-missing', 'database-user-missing']);
  });

  it('complains of what ended the server, and not of what was refused to a client or was got over before', () => {
    server.read('FATAL:  the database system is starting up\n');
    server.read('00000\tpostmaster\t\t\tLOG:  database system is ready to accept connections\n');
    server.read('3D000\tclient backend\tapp\tordres\tFATAL:  database "ordres" does not exist\n');
    expect(server.complaint).toBeUndefined();
    server.read('53100\tclient backend\tapp\torders\tPANIC:  could not write to file "pg_wal/xlogtemp.1": No space left on device\n');
    server.read('XX000\tstartup\t\t\tFATAL:  could not recover\n');
    expect(server.complaint).toBe('could not write to file "pg_wal/xlogtemp.1": No space left on device');
  });

  it('does not complain of what a read pool tries again, nor of what was long ago', () => {
    vi.useFakeTimers();
    server.read('08006\twalreceiver\t\t\tFATAL:  could not connect to the primary server: FATAL:  the database system is starting up\n');
    expect(server.complaint).toBeUndefined();
    server.read('XX000\tcheckpointer\t\t\tFATAL:  could not write the checkpoint\n');
    expect(server.complaint).toBe('could not write the checkpoint');
    vi.advanceTimersByTime(60_000);
    expect(server.complaint).toBeUndefined();
  });
});
