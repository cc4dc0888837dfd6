import { chmod, chown } from 'node:fs/promises';
import { join } from 'node:path';
import { endAtOnce, endInTurn } from '../end-all';
import { postgresFolderName } from '../instance-places';
import type { EmulatorContext, RunningService, Service } from '../service';
import { type Cluster, type Instance, instancesOf } from '../spec/emulator-model';
import { asAdministrator } from './administrator-connection';
import { copyTemplate, dataTemplate } from './data-template';
import { type PostgresAccount, postgresAccount } from './postgres-account';
import { findPostgresPrograms, type PostgresPrograms } from './postgres-programs';
import { type PostgresServer, startPostgresServer } from './postgres-server';
import { provisionCluster } from './provision-cluster';
import { requireEntry } from './require-entry';
import { hostBasedAuthentication, serverConfiguration } from './server-configuration';
import { waitForReplication } from './wait-for-replication';

/** What every server of an emulator has in common. */
interface Ground {
  readonly context: EmulatorContext;
  readonly programs: PostgresPrograms;
  readonly account: PostgresAccount | undefined;
  readonly template: string;
}

/** A real PostgreSQL for each instance: the read pools are hot standbys of the primary, so they are read only by nature. */
export const postgresService: Service = {
  name: 'postgres',
  start: async (context) => {
    const [programs, account] = await Promise.all([findPostgresPrograms(context.options.postgres?.binFolder), postgresAccount()]);
    if (account) {
      await requireEntry(account, programs.folder, 'postgres-folder-closed');
      await requireEntry(account, context.folder.path, 'folder-closed');
    }
    const workFolder = await context.folder.makeFolder('template');
    if (account) await chown(workFolder, account.uid, account.gid);
    const template = await dataTemplate({ programs, account, workFolder, takeAlong: context.folder.takeAlong, signal: context.signal });
    const ground: Ground = { context, programs, account, template };
    const outcomes = await Promise.allSettled(context.model.clusters.map((cluster) => startCluster(cluster, ground)));
    const servers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
    const failure = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
    if (failure) {
      await stopAll(servers);
      throw failure.reason;
    }
    return runningServers(servers, context);
  },
};

async function startCluster(cluster: Cluster, ground: Ground): Promise<readonly PostgresServer[]> {
  const outcomes = await Promise.allSettled(instancesOf(cluster).map((instance) => startInstance(instance, cluster, ground)));
  const servers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  try {
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    const [primary, ...standbys] = servers as [PostgresServer, ...PostgresServer[]];
    await provisionCluster(cluster, primary.folder);
    await Promise.all(standbys.map(({ folder }) => waitForReplication(primary.folder, folder, ground.context.signal)));
    return servers;
  } catch (error) {
    await stopAll(servers);
    throw error;
  }
}

async function startInstance(
  instance: Instance,
  cluster: Cluster,
  { context, programs, account, template }: Ground,
): Promise<PostgresServer> {
  const placeOf = ({ uri }: Instance): string => join(context.folder.path, postgresFolderName(context.model, uri.toString()));
  const folder = await context.folder.makeFolder(postgresFolderName(context.model, instance.uri.toString()));
  if (account) {
    await chown(folder, account.uid, account.gid);
    await chmod(folder, 0o700);
  }
  await copyTemplate(template, join(folder, 'data'), account, context.signal);
  const standby = instance !== cluster.primary;
  return startPostgresServer({
    instance,
    programs,
    account,
    folder,
    configuration: serverConfiguration({
      instance,
      cluster: instancesOf(cluster),
      socketFolder: folder,
      primarySocketFolder: standby ? placeOf(cluster.primary) : undefined,
    }),
    hostBasedAuthentication: hostBasedAuthentication(cluster.users),
    standby,
    log: context.log,
    signal: context.signal,
  });
}

function runningServers(servers: readonly PostgresServer[], context: EmulatorContext): RunningService {
  for (const { instance, endedByItself } of servers) {
    endedByItself.then((reason) => {
      context.log.record('postgres-ended', instance.uri.toString(), { instance: instance.uri.toString(), reason });
      context.fail(`PostgreSQL of ${instance.uri} has ended on its own: ${reason}.`);
    });
  }
  context.faults.onMoment(async ({ does }, target) => {
    if (does !== 'end database connections') return;
    await Promise.all(
      servers.filter(({ instance }) => (target.instance ?? instance.uri.toString()) === instance.uri.toString()).map(endConnections),
    );
  });
  return { addresses: {}, stop: () => stopAll(servers) };
}

async function endConnections({ folder }: PostgresServer): Promise<void> {
  const clients =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";
  await asAdministrator(folder, 'postgres', (client) => client.query(clients));
}

/** Standbys first: a primary waits for them. */
async function stopAll(servers: readonly PostgresServer[]): Promise<void> {
  const ofType = (standby: boolean) => servers.filter(({ instance }) => (instance.type === 'READ_POOL') === standby);
  await endInTurn([true, false].map((standby) => () => endAtOnce(ofType(standby).map((server) => server.stop))));
}
