import { serviceAccountProject } from '../identity/service-account-email';
import { commandLine } from './command-line';
import { iamServiceAccountsOf } from './iam-service-accounts';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';

/** Enables the APIs, in each project the ones that are used there. */
export function enableApis({ connection, gkeCluster, telemetryProject }: SetupPlan): SetupStep {
  const apis = new Map<string, Set<string>>();
  const enable = (project: string | undefined, ...names: readonly string[]): void => {
    if (project === undefined) return;
    const enabled = apis.get(project) ?? new Set();
    for (const name of names) enabled.add(`${name}.googleapis.com`);
    apis.set(project, enabled);
  };
  for (const { uri } of connection.instances) enable(uri.project, 'alloydb', 'serviceusage');
  enable(gkeCluster.project, 'container', 'iamcredentials');
  for (const email of iamServiceAccountsOf(connection)) enable(serviceAccountProject(email), 'iam', 'iamcredentials');
  enable(telemetryProject, 'monitoring', 'cloudtrace');
  return {
    title: 'Enable the APIs',
    why: 'The proxy finds its instance through the AlloyDB API, and Workload Identity makes its tokens with the IAM Service Account Credentials API.',
    commands: [...apis].map(([project, names]) => commandLine('gcloud', 'services', 'enable', ...names, `--project=${project}`)),
  };
}
