import { authModes } from '../connection/auth-mode';
import type { ConnectionInstance } from '../connection/read-instances';
import { databaseClusters } from '../database-jobs/database-clusters';
import { quote } from '../errors/quote';
import { commandLine, indented } from './command-line';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';
import { shellQuote } from './shell-quote';
import { unlessSecondary } from './unless-secondary';

/** Makes the database user, once in each AlloyDB cluster. */
export function databaseUser(plan: SetupPlan): readonly SetupStep[] {
  return plan.connection.auth === 'iam' ? [iamUser(plan)] : [password(plan), builtInUser(plan)];
}

function iamUser({ connection }: SetupPlan): SetupStep {
  const create = (instance: ConnectionInstance): string =>
    userCommand('create', connection.databaseUser, instance, `--type=${authModes.iam.gcloud}`, '--keep-extra-roles=true');
  return {
    title: 'Make the database user',
    why: 'The user has the name of the IAM service account without ".gserviceaccount.com". One that is there already keeps its roles.',
    commands: databaseClusters(connection).map((instance, index) => unlessSecondary(instance, index === 0, create(instance))),
  };
}

/** Reads the password into the shell's own memory: no argument, no history and no file ever has it. */
function password({ connection }: SetupPlan): SetupStep {
  const kept = connection.passwordSecret ? 'the user and the Secret as they are' : 'the user as it is';
  const ask = shellQuote(`Password for the database user (Enter alone leaves ${kept}, if the user is there): `);
  return {
    title: 'Ask for the password of the database user',
    why: 'It is read from the terminal without being shown, and is on no command line, in no history and in no list of processes.',
    commands: [
      `printf %s ${ask} >&2`,
      "if [ -t 0 ]; then trap 'stty echo; exit 130' INT TERM; stty -echo; fi",
      'IFS= read -r password || true',
      'if [ -t 0 ]; then stty echo; trap - INT TERM; echo >&2; fi',
      // The name of an option and its value as YAML, which gcloud reads from standard input.
      `password_option() { printf "%s: '%s'\\n" --password "$(printf %s "$password" | sed "s/'/''/g")"; }`,
    ],
  };
}

function builtInUser({ connection }: SetupPlan): SetupStep {
  const { databaseUser: user } = connection;
  const commands = databaseClusters(connection).map((instance, index) => {
    const { uri } = instance;
    const list = commandLine(
      ...['gcloud', 'alloydb', 'users', 'list', `--cluster=${uri.cluster}`, `--region=${uri.location}`, `--project=${uri.project}`],
      '--format=value(name)',
    );
    const set = userCommand('set-password', user, instance, '--flags-file=-');
    const create = userCommand(
      'create',
      user,
      instance,
      `--type=${authModes['built-in'].gcloud}`,
      '--keep-extra-roles=true',
      '--flags-file=-',
    );
    const command = [
      `users=$(${list})`,
      `if printf '%s\\n' "$users" | grep -Fxq ${shellQuote(`${uri.clusterName}/users/${user}`)}; then`,
      '  if [ -n "$password" ]; then',
      indented(indented(`password_option | CLOUDSDK_CORE_DISABLE_FILE_LOGGING=true ${set}`)),
      '  else',
      "    echo 'The user stays as it is.'",
      '  fi',
      'elif [ -n "$password" ]; then',
      indented(`password_option | CLOUDSDK_CORE_DISABLE_FILE_LOGGING=true ${create}`),
      'else',
      `  printf '%s\\n' ${shellQuote(`There is no database user ${quote(user)} yet, and a new one needs a password. Run this script again and type one.`)} >&2`,
      '  exit 1',
      'fi',
    ].join('\n');
    return unlessSecondary(instance, index === 0, command);
  });
  return {
    title: 'Make the database user',
    why: 'A user that is there already gets the password; a new one cannot do without. gcloud writes every argument into a log file, which is switched off here.',
    commands,
  };
}

/** The command that makes a database user or gives it a password, in the cluster of an instance. */
export function userCommand(
  verb: 'create' | 'set-password',
  user: string,
  { uri }: { readonly uri: { readonly cluster: string; readonly location: string; readonly project: string } },
  ...options: readonly string[]
): string {
  const place = [`--cluster=${uri.cluster}`, `--region=${uri.location}`, `--project=${uri.project}`];
  return commandLine('gcloud', 'alloydb', 'users', verb, user, ...place, ...options);
}
