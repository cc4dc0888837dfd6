import { commandLine } from './command-line';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';
import { shellQuote } from './shell-quote';

/** Switches Workload Identity on, for a Standard cluster and for every node pool that it has. Autopilot needs neither. */
export function gkeWorkloadIdentity({ gkeCluster, subject }: SetupPlan): readonly SetupStep[] {
  const { name, location, project, platform } = gkeCluster;
  if (platform === 'autopilot') return [];
  const place = [`--location=${location}`, `--project=${project}`];
  const describe = commandLine(
    ...['gcloud', 'container', 'clusters', 'describe', name, ...place, '--format=value(workloadIdentityConfig.workloadPool)'],
  );
  const update = commandLine('gcloud', 'container', 'clusters', 'update', name, ...place, `--workload-pool=${subject.workloadPool}`);
  const list = commandLine(
    ...['gcloud', 'container', 'node-pools', 'list', `--cluster=${name}`, ...place],
    ...['--filter=config.workloadMetadataConfig.mode!=GKE_METADATA', '--format=value(name)'],
  );
  const updatePool = [`--cluster=${name}`, ...place, '--workload-metadata=GKE_METADATA'].map(shellQuote).join(' ');
  return [
    {
      title: 'Switch Workload Identity on for the GKE cluster',
      why: 'It lets pods act as IAM service accounts. Nothing happens where it is on already.',
      commands: [`workload_pool=$(${describe})`, `[ "$workload_pool" = ${shellQuote(subject.workloadPool)} ] || ${update}`],
    },
    {
      title: 'Switch Workload Identity on for every node pool',
      why: 'Node pools that were there before the cluster had Workload Identity do not have it, and pods on them act as the node. A node pool that changes replaces its nodes one after another; one that has it is left alone.',
      commands: [
        `node_pools=$(${list})`,
        `for node_pool in $node_pools; do\n  gcloud container node-pools update "$node_pool" ${updatePool}\ndone`,
      ],
    },
  ];
}
