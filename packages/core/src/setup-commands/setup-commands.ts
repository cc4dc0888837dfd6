import type { Connection } from '../connection/connection';
import { problem as connectionProblem } from '../connection/connection-codes';
import { readConnectionObject } from '../connection/read-connection-object';
import { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { connectionTest } from './connection-test';
import { databaseGrants } from './database-grants';
import { databaseUser } from './database-user';
import { enableApis } from './enable-apis';
import { gkeWorkloadIdentity } from './gke-workload-identity';
import { iamAuthenticationFlag } from './iam-authentication-flag';
import { iamBindings } from './iam-bindings';
import { iamServiceAccounts } from './iam-service-accounts';
import { instanceReach } from './instance-reach';
import { kubernetesAccess } from './kubernetes-access';
import { passwordSecret } from './password-secret';
import { readSetup } from './read-setup';
import type { SetupOptions } from './setup-options';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';

/**
 * The steps that set up what a connection needs, with gcloud, kubectl and psql, for whoever has neither Config Connector nor
 * Pulumi: APIs, Workload Identity, IAM service account and roles, instance flag, database user, Secret, database and grants,
 * and a test of it all. Nothing is derived from the database's project that may lie in another.
 *
 * @throws ModelError with every value that is missing or wrong at once
 * @example
 * for (const { title, commands } of setupCommands(connection, { gkeCluster })) console.log(title, commands);
 */
export function setupCommands(connection: Connection, options: SetupOptions): readonly SetupStep[] {
  const problems = new ProblemList();
  const read = readConnectionObject(connection, 'connection', problems);
  if (connection === undefined) problems.add(connectionProblem('not-a-connection', 'connection', { value: quote(connection) }));
  const plan = read && readSetup(read, options, problems);
  problems.throwIfAny();
  return stepsOf(plan as SetupPlan);
}

function stepsOf(plan: SetupPlan): readonly SetupStep[] {
  return [
    enableApis(plan),
    ...instanceReach(plan),
    ...gkeWorkloadIdentity(plan),
    ...iamServiceAccounts(plan),
    ...iamBindings(plan),
    ...kubernetesAccess(plan),
    ...iamAuthenticationFlag(plan),
    ...databaseUser(plan),
    ...passwordSecret(plan),
    databaseGrants(plan),
    connectionTest(plan),
  ];
}
