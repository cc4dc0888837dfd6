import { privilegesOf } from '../database-jobs/grant-statements';
import { psqlConnect, sqlIdentifier } from '../database-jobs/sql-quote';
import { serviceAccountProject } from '../identity/service-account-email';
import { workloadIdentityAnnotation, workloadIdentityMember } from '../identity/workload-identity-member';
import { commandLine } from '../setup-commands/command-line';
import { userCommand } from '../setup-commands/database-user';
import { switchIamAuthenticationOn } from '../setup-commands/iam-authentication-flag';
import { binding } from '../setup-commands/iam-bindings';
import type { CaseValues } from './case-values';
import { gcloud, kubectl, type Repair, sql } from './repair';

/** The commands that repair what the cloud lacks, in the words of the setup commands. */

export function grantOnProject({ role, member, project }: CaseValues): Repair {
  return gcloud(binding({ role, target: { kind: 'project', project } }, member));
}

export function grantOnServiceAccount(role: string, member: string, email: string): Repair {
  return gcloud(binding({ role, target: { kind: 'iam-service-account', email } }, member));
}

export function linkBinding(values: CaseValues): Repair {
  return grantOnServiceAccount('roles/iam.workloadIdentityUser', workloadIdentityMember(values), values.iamServiceAccount);
}

export function annotateServiceAccount({ kubernetesServiceAccount, namespace, iamServiceAccount }: CaseValues): Repair {
  return kubectl(
    commandLine(
      ...['kubectl', 'annotate', 'serviceaccount', kubernetesServiceAccount, `--namespace=${namespace}`, '--overwrite'],
      `${workloadIdentityAnnotation}=${iamServiceAccount}`,
    ),
  );
}

export function createIamServiceAccount({ iamServiceAccount, iamServiceAccountProject }: CaseValues): Repair {
  const [id = ''] = iamServiceAccount.split('@');
  const project = serviceAccountProject(iamServiceAccount) ?? iamServiceAccountProject;
  return gcloud(commandLine('gcloud', 'iam', 'service-accounts', 'create', id, `--project=${project}`));
}

export function enableApi({ api, project }: CaseValues): Repair {
  return gcloud(commandLine('gcloud', 'services', 'enable', api, `--project=${project}`));
}

export function addPermissionToRole({ role, permission }: CaseValues): Repair {
  const [, project = 'PROJECT', id = role] = /^projects\/(.+)\/roles\/(.+)$/.exec(role) ?? [];
  return gcloud(commandLine('gcloud', 'iam', 'roles', 'update', id, `--project=${project}`, `--add-permissions=${permission}`));
}

export function createInstance({ instance, instanceType, ...place }: CaseValues): Repair {
  const size = instanceType === 'READ_POOL' ? ['--read-pool-node-count=1'] : [];
  return gcloud(
    commandLine(
      ...['gcloud', 'alloydb', 'instances', 'create', instance, ...placeOptions(place)],
      ...[`--instance-type=${instanceType}`, '--cpu-count=2', ...size],
    ),
  );
}

/** gcloud wants a password for the database user postgres of a new cluster. */
export function createCluster({ cluster, region, project }: CaseValues): Repair {
  const place = [`--region=${region}`, `--project=${project}`, '--network=default', '--flags-file=-'];
  return withPassword(commandLine('gcloud', 'alloydb', 'clusters', 'create', cluster, ...place));
}

/** A database user cannot change the way it logs in. */
export function deleteUser({ user, ...place }: CaseValues): Repair {
  return gcloud(commandLine('gcloud', 'alloydb', 'users', 'delete', user, ...placeOptions(place)));
}

export function switchIamAuthentication({ instance, cluster, region, project }: CaseValues): Repair {
  const call = commandLine('switch_iam_authentication_on', instance, cluster, region, project);
  return gcloud(`${switchIamAuthenticationOn}\n${call}`);
}

export function createIamUser(values: CaseValues): Repair {
  return gcloud(userCommand('create', values.user, uriOf(values), '--type=IAM_BASED', '--keep-extra-roles=true'));
}

/** The password is read without being shown, and is on no command line. */
const readPassword = '[ ! -t 0 ] || stty -echo; IFS= read -r password; [ ! -t 0 ] || stty echo';
const passwordOption = `printf "%s: '%s'\\n" --password "$(printf %s "$password" | sed "s/'/''/g")"`;

export function createBuiltInUser(values: CaseValues): Repair {
  const options = ['--type=BUILT_IN', '--keep-extra-roles=true', '--flags-file=-'];
  return withPassword(userCommand('create', values.user, uriOf(values), ...options));
}

export function setPassword(values: CaseValues): Repair {
  return withPassword(userCommand('set-password', values.user, uriOf(values), '--flags-file=-'));
}

function withPassword(command: string): Repair {
  return gcloud(`${readPassword}\n${passwordOption} |\n  CLOUDSDK_CORE_DISABLE_FILE_LOGGING=true ${command}`);
}

/** Makes the Secret, or adds the key to it. */
export function putSecret({ secret, secretKey, namespace }: CaseValues): Repair {
  const create = commandLine(
    ...['kubectl', 'create', 'secret', 'generic', secret, `--namespace=${namespace}`],
    ...[`--from-file=${secretKey}=/dev/stdin`, '--dry-run=client', '--output=yaml'],
  );
  const apply = commandLine('kubectl', 'apply', '--server-side', '--force-conflicts', '--field-manager=alloydb-gke-setup', '--filename=-');
  return kubectl(`${readPassword}\nprintf %s "$password" |\n  ${create} |\n  ${apply}`);
}

export function createKubernetesServiceAccount({ kubernetesServiceAccount, namespace }: CaseValues): Repair {
  return kubectl(commandLine('kubectl', 'create', 'serviceaccount', kubernetesServiceAccount, `--namespace=${namespace}`));
}

/** What the setup commands grant to a user that reads and writes. */
export function grantPrivileges({ database, user }: CaseValues): Repair {
  return sql(`${psqlConnect(database)}\n${grants(database, user)}`);
}

export function createDatabase({ database, user }: CaseValues): Repair {
  return sql(`CREATE DATABASE ${sqlIdentifier(database)};\n${psqlConnect(database)}\n${grants(database, user)}`);
}

function grants(database: string, user: string): string {
  const may = privilegesOf['read-write'];
  const to = `TO ${sqlIdentifier(user)};`;
  const schema = sqlIdentifier('public');
  return [
    `GRANT ${may.database} ON DATABASE ${sqlIdentifier(database)} ${to}`,
    `GRANT ${may.schema} ON SCHEMA ${schema} ${to}`,
    `GRANT ${may.table} ON ALL TABLES IN SCHEMA ${schema} ${to}`,
    `GRANT ${may.sequence} ON ALL SEQUENCES IN SCHEMA ${schema} ${to}`,
  ].join('\n');
}

/** Prints the instances that there are. */
export function listInstances({ project }: CaseValues): Repair {
  return gcloud(commandLine('gcloud', 'alloydb', 'instances', 'list', `--project=${project}`, '--format=value(name)'));
}

function placeOptions({ cluster, region, project }: Pick<CaseValues, 'cluster' | 'region' | 'project'>): readonly string[] {
  return [`--cluster=${cluster}`, `--region=${region}`, `--project=${project}`];
}

function uriOf({ cluster, region, project }: CaseValues): Parameters<typeof userCommand>[2] {
  return { uri: { cluster, location: region, project } };
}
