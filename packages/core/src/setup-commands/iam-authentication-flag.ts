import { commandLine } from './command-line';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';

/**
 * `instances update --database-flags` replaces the whole list, so the flags that are set are read and handed back with one
 * more. They go through gcloud's own YAML (`--flags-file=-` reads it from standard input), where no value needs quoting.
 * Source: https://cloud.google.com/sdk/gcloud/reference/alloydb/instances/update, `gcloud topic flags-file`
 */
export const switchIamAuthenticationOn = `switch_iam_authentication_on() {
  instance=$1 cluster=$2 region=$3 project=$4
  set -- "$instance" --cluster="$cluster" --region="$region" --project="$project"
  now=$(gcloud alloydb instances describe "$@" --format='value(databaseFlags."alloydb.iam_authentication")')
  if [ "$now" = on ]; then
    echo "$instance has it already."
    return
  fi
  flags=$(gcloud alloydb instances describe "$@" --format='yaml(databaseFlags)')
  printf 'Flags of %s before:\\n%s\\n' "$instance" "$flags"
  {
    echo '--database-flags:'
    printf '%s\\n' "$flags" | sed -n -e '/^  alloydb\\.iam_authentication:/d' -e '/^  /p'
    echo "  alloydb.iam_authentication: 'on'"
  } | gcloud alloydb instances update "$@" --flags-file=- --no-async
}`;

/** Switches IAM authentication on, on every instance of the connection. */
export function iamAuthenticationFlag({ connection }: SetupPlan): readonly SetupStep[] {
  if (connection.auth !== 'iam') return [];
  const calls = connection.instances.map(({ uri }) =>
    commandLine('switch_iam_authentication_on', uri.instance, uri.cluster, uri.location, uri.project),
  );
  return [
    {
      title: 'Switch IAM authentication on, on every instance',
      why: 'The database flag alloydb.iam_authentication is off by default, and read pools have flags of their own. Changing it may restart the instance. The other flags of the instance are kept, and printed before.',
      commands: [switchIamAuthenticationOn, ...calls],
    },
  ];
}
