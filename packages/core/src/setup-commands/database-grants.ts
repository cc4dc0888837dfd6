import type { ConnectionInstance } from '../connection/read-instances';
import { databaseClusters } from '../database-jobs/database-clusters';
import { grantStatements } from '../database-jobs/grant-statements';
import type { InstanceFlags } from '../proxy-flags/proxy-invocation';
import { renderArgs } from '../proxy-flags/render-args';
import { commandLine } from './command-line';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';
import { hereDocument } from './shell-quote';
import { unlessSecondary } from './unless-secondary';

/** Makes the database and grants the user its privileges, once in each AlloyDB cluster. */
export function databaseGrants(plan: SetupPlan): SetupStep {
  const { connection, administrator, schema, access } = plan;
  const { databaseName: database, databaseUser: user } = connection;
  const statements = grantStatements({ database, user, schema, access });
  const clusters = databaseClusters(connection);
  const commands = clusters.map((instance, index) => {
    const psql = commandLine(
      ...['psql', '--no-psqlrc', '--set=ON_ERROR_STOP=1', `--host=${administrator.host}`],
      ...[`--port=${administrator.port + index}`, `--username=${administrator.user}`, '--dbname=postgres'],
    );
    return unlessSecondary(instance, index === 0, `${psql} ${hereDocument(statements, 'SQL')}`);
  });
  return {
    title: 'Make the database and grant the user its privileges',
    why: `An administrator does it; psql asks for the password itself. What belongs to other users is left alone and named. psql needs a way to the database; where it says "connection refused", start this in another terminal, on a machine that reaches the instance, and run the script again:\n  ${proxyCommand(clusters, administrator.port)}`,
    commands: ['export PGCLIENTENCODING=UTF8', ...commands],
  };
}

/** The Auth Proxy on the administrator's machine, with the administrator's own login of gcloud. */
function proxyCommand(clusters: readonly ConnectionInstance[], firstPort: number): string {
  const instances = clusters.map(({ uri, ipType }, index) => {
    const flags: InstanceFlags = {
      port: firstPort + index,
      ...(ipType === 'PUBLIC' && { publicIp: true }),
      ...(ipType === 'PSC' && { psc: true }),
    };
    return { uri: uri.toString(), flags };
  });
  return ['alloydb-auth-proxy', ...renderArgs({ flags: { gcloudAuth: true }, instances })].map((word) => commandLine(word)).join(' ');
}
