import { linkedServiceAccount } from '../iam-roles/required-roles';
import { workloadIdentityAnnotation } from '../identity/workload-identity-member';
import { commandLine } from './command-line';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';

/** Lets kubectl talk to the GKE cluster, and makes there what the manifest does not bring along. */
export function kubernetesAccess({ connection, gkeCluster, subject, adopted }: SetupPlan): readonly SetupStep[] {
  const { name, location, project } = gkeCluster;
  const { namespace, kubernetesServiceAccount } = subject;
  const access: SetupStep = {
    title: 'Let kubectl talk to the GKE cluster',
    why: 'In a configuration of its own, so that yours stays as it is and no other cluster can be meant.',
    commands: [
      'kubectl_folder=$(mktemp -d)',
      `trap 'rm -rf "$kubectl_folder"' EXIT`,
      'export KUBECONFIG="$kubectl_folder/config"',
      commandLine('gcloud', 'container', 'clusters', 'get-credentials', name, `--location=${location}`, `--project=${project}`),
      ...(namespace === 'default'
        ? []
        : [
            `found=$(kubectl get namespace ${namespace} --ignore-not-found --output=name)`,
            `[ -n "$found" ] || kubectl create namespace ${namespace}`,
          ]),
    ],
  };
  const linked = linkedServiceAccount(connection.identity);
  if (!adopted || linked === undefined) return [access];
  return [
    access,
    {
      title: 'Annotate the Kubernetes service account',
      why: 'This is the other half of the link. Every pod that runs as this Kubernetes service account acts as the IAM service account from its next start on.',
      commands: [
        commandLine(
          ...['kubectl', 'annotate', 'serviceaccount', kubernetesServiceAccount, `--namespace=${namespace}`, '--overwrite'],
          `${workloadIdentityAnnotation}=${linked}`,
        ),
      ],
    },
  ];
}
