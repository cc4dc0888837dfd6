import type { ConnectionInstance } from '../connection/read-instances';
import { commandLine } from './command-line';

/**
 * The command, left out at run time where the cluster turns out to be a secondary one: users and grants of a secondary
 * cluster come from its primary cluster.
 */
export function unlessSecondary({ uri }: ConnectionInstance, isDefault: boolean, command: string): string {
  if (isDefault) return command;
  const describe = commandLine(
    ...['gcloud', 'alloydb', 'clusters', 'describe', uri.cluster],
    ...[`--region=${uri.location}`, `--project=${uri.project}`, '--format=value(clusterType)'],
  );
  return `cluster_type=$(${describe})\nif [ "$cluster_type" != SECONDARY ]; then\n${command}\nfi`;
}
