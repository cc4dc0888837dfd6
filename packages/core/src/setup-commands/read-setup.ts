import type { Connection } from '../connection/connection';
import { isPostgresName } from '../connection/postgres-name';
import { defaultClientImage } from '../database-jobs/psql-container';
import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { requiredRoles } from '../iam-roles/required-roles';
import { problem as identityProblem } from '../identity/identity-codes';
import { projectNumberPattern, workloadPoolPattern } from '../identity/workload-identity-member';
import { readChoice, readFields, readText, readWholeNumber } from '../input/read-fields';
import { isJsonObject } from '../kubernetes/json';
import { isDnsLabel } from '../kubernetes/object-name';
import { organisationFields } from '../proxy-container/option-fields';
import { readGkeCluster, readProject } from './read-gke-cluster';
import { problem } from './setup-commands-codes';
import type { DatabaseAdministrator, SetupOptions } from './setup-options';
import type { SetupPlan } from './setup-plan';

const setupFields = {
  gkeCluster: { meaning: 'the GKE cluster that the workload runs on, as { name, location, project }', required: true },
  namespace: { meaning: 'the namespace of the workload' },
  workloadPool: { meaning: 'the workload identity pool, PROJECT.svc.id.goog' },
  workloadPoolProjectNumber: { meaning: 'the number of the project that owns the pool' },
  kubernetesServiceAccount: { meaning: '"in-manifest" or "adopted"' },
  access: { meaning: '"read-write" or "read-only"' },
  schema: { meaning: 'the schema that the database user works in' },
  administrator: { meaning: 'how psql reaches the database as an administrator' },
  clientImage: { meaning: 'an image with psql in it' },
  defaults: { meaning: 'what the organisation says for all its proxies' },
  telemetryProject: { meaning: "the project that gets the proxy's metrics and traces" },
} as const;

const administratorFields = {
  user: { meaning: 'the database user' },
  host: { meaning: 'the host that psql connects to' },
  port: { meaning: 'the port that psql connects to' },
} as const;

/** Reads what is to be set up. The plan is usable only if no problem was gathered. */
export function readSetup(connection: Connection, options: SetupOptions, problems: ProblemList): SetupPlan | undefined {
  const path = 'options';
  const fields = readFields(options, path, setupFields, problems);
  if (!fields) return undefined;
  const at = (field: keyof typeof setupFields | 'defaults.telemetry.project'): string => `${path}.${field}`;
  const schema = readText(fields['schema'], at('schema'), problems) ?? 'public';
  if (!isPostgresName(schema)) problems.add(problem('schema-name', at('schema'), { value: quote(schema) }));
  const organisation = fields['defaults'] === undefined ? {} : readFields(fields['defaults'], at('defaults'), organisationFields, problems);
  const gkeCluster = readGkeCluster(fields['gkeCluster'], at('gkeCluster'), organisation?.['platform'], problems);
  const telemetry = organisation?.['telemetry'];
  const telemetryProject =
    readText(fields['telemetryProject'], at('telemetryProject'), problems) ??
    (isJsonObject(telemetry) ? readText(telemetry['project'], at('defaults.telemetry.project'), problems) : undefined);
  if (telemetryProject !== undefined) readProject(telemetryProject, 'setup-telemetry-project', at('telemetryProject'), problems);
  if (connection.auth === 'built-in' && connection.databaseUser.startsWith('-'))
    problems.add(problem('database-user-hyphen', 'connection.databaseUser', { value: quote(connection.databaseUser) }));
  return {
    connection,
    gkeCluster,
    subject: readSubject(connection, fields, path, problems),
    adopted:
      readChoice(fields['kubernetesServiceAccount'], at('kubernetesServiceAccount'), ['in-manifest', 'adopted'], problems) === 'adopted',
    access: readChoice(fields['access'], at('access'), ['read-write', 'read-only'], problems) ?? 'read-write',
    schema,
    administrator: readAdministrator(fields['administrator'], at('administrator'), problems),
    clientImage: readText(fields['clientImage'], at('clientImage'), problems) ?? defaultClientImage,
    defaults: options.defaults ?? {},
    telemetryProject,
  };
}

function readSubject(
  connection: Connection,
  fields: Readonly<Record<string, unknown>>,
  path: string,
  problems: ProblemList,
): SetupPlan['subject'] {
  const { identity } = connection;
  type Field = 'namespace' | 'workloadPool' | 'workloadPoolProjectNumber';
  const value = (option: Field, isNeeded: boolean): string => {
    const ours = readText(fields[option], `${path}.${option}`, problems);
    const theirs = identity[option];
    if (ours !== undefined && theirs !== undefined && ours !== theirs) {
      problems.add(problem('setup-value-differs', `${path}.${option}`, { ours: quote(ours), theirs: quote(theirs) }));
    }
    if (ours === undefined && theirs === undefined && isNeeded) {
      problems.add(problem('setup-value-missing', `${path}.${option}`, { option, meaning: setupFields[option].meaning }));
    }
    return ours ?? theirs ?? '';
  };
  const isPrincipal = requiredRoles(connection).some(({ holder }) => holder.kind === 'kubernetes-principal');
  const namespace = value('namespace', true);
  const workloadPool = value('workloadPool', true);
  const number = value('workloadPoolProjectNumber', isPrincipal);
  if (namespace && !isDnsLabel(namespace))
    problems.add(identityProblem('namespace-name', `${path}.namespace`, { value: quote(namespace) }));
  if (workloadPool && !workloadPoolPattern.test(workloadPool)) {
    problems.add(identityProblem('workload-pool', `${path}.workloadPool`, { value: quote(workloadPool) }));
  }
  if (number && !projectNumberPattern.test(number)) {
    problems.add(identityProblem('workload-pool-project-number', `${path}.workloadPoolProjectNumber`, { value: quote(number) }));
  }
  const { kubernetesServiceAccount } = identity;
  return { workloadPool, namespace, kubernetesServiceAccount, workloadPoolProjectNumber: number };
}

function readAdministrator(value: unknown, path: string, problems: ProblemList): Required<DatabaseAdministrator> {
  const fields = value === undefined ? undefined : readFields(value, path, administratorFields, problems);
  const user = readText(fields?.['user'], `${path}.user`, problems) ?? 'postgres';
  if (!isPostgresName(user)) problems.add(problem('administrator-user', `${path}.user`, { value: quote(user) }));
  return {
    user,
    host: readText(fields?.['host'], `${path}.host`, problems) ?? '127.0.0.1',
    port: readWholeNumber(fields?.['port'], `${path}.port`, 1, problems) ?? 5432,
  };
}
