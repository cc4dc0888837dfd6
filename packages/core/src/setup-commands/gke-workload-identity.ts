import { commandLine, indented } from './command-line';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';
import { shellQuote } from './shell-quote';

/** Switches Workload Identity on, for a Standard cluster and for its node pools. Autopilot needs neither. */
export function gkeWorkloadIdentity({ gkeCluster, subject }: SetupPlan): readonly SetupStep[] {
  const { name, location, project, platform, nodePools } = gkeCluster;
  if (platform === 'autopilot') return [];
  const place = [`--location=${location}`, `--project=${project}`];
  const describe = commandLine(
    ...['gcloud', 'container', 'clusters', 'describe', name, ...place, '--format=value(workloadIdentityConfig.workloadPool)'],
  );
  const update = commandLine('gcloud', 'container', 'clusters', 'update', name, ...place, `--workload-pool=${subject.workloadPool}`);
  const cluster: SetupStep = {
    title: 'Switch Workload Identity on for the GKE cluster',
    why: 'It lets pods act as IAM service accounts. Nothing happens where it is on already.',
    commands: [`workload_pool=$(${describe})`, `[ "$workload_pool" = ${shellQuote(subject.workloadPool)} ] || ${update}`],
  };
  const pools = [`--cluster=${name}`, ...place];
  if (nodePools === undefined) return [cluster, everyNodePool(pools)];
  return nodePools.length === 0 ? [cluster] : [cluster, namedNodePools(nodePools, pools)];
}

const consequence =
  'A node pool that changes replaces its nodes one after another, and every workload on it that used the identity of the node loses that identity. One that has it is left alone.';

function namedNodePools(names: readonly string[], place: readonly string[]): SetupStep {
  const mode = ['--format=value(config.workloadMetadataConfig.mode)'];
  const commands = names.map((name) => {
    const describe = commandLine('gcloud', 'container', 'node-pools', 'describe', name, ...place, ...mode);
    const update = commandLine('gcloud', 'container', 'node-pools', 'update', name, ...place, '--workload-metadata=GKE_METADATA');
    return `mode=$(${describe})\n[ "$mode" = GKE_METADATA ] || ${update}`;
  });
  return {
    title: `Switch Workload Identity on for the node pool${names.length === 1 ? '' : 's'} ${names.join(', ')}`,
    why: `Without it, pods act as the node. ${consequence}`,
    commands,
  };
}

/** The cluster may be shared, so nothing changes without a yes. */
function everyNodePool(place: readonly string[]): SetupStep {
  const list = commandLine(
    ...['gcloud', 'container', 'node-pools', 'list', ...place],
    ...['--filter=config.workloadMetadataConfig.mode!=GKE_METADATA', '--format=value(name)'],
  );
  const options = [...place, '--workload-metadata=GKE_METADATA'].map(shellQuote).join(' ');
  const change = [
    'printf \'Node pools without Workload Identity:\\n%s\\n\' "$node_pools"',
    'answer=no',
    'if [ -t 0 ]; then',
    "  printf 'Replace the nodes of all of them? Type yes or no: ' >&2",
    '  read -r answer || true',
    'fi',
    'if [ "$answer" = yes ]; then',
    '  for node_pool in $node_pools; do',
    `    gcloud container node-pools update "$node_pool" ${options}`,
    '  done',
    'else',
    "  echo 'They stay as they are. Run the workload on another node pool, or name its node pools in gkeCluster.nodePools.'",
    'fi',
  ].join('\n');
  return {
    title: 'Switch Workload Identity on for every node pool',
    why: `Node pools that were there before the cluster had Workload Identity do not have it, and pods on them act as the node. ${consequence} The script asks first, and changes nothing where it cannot ask.`,
    commands: [`node_pools=$(${list})`, `if [ -n "$node_pools" ]; then\n${indented(change)}\nfi`],
  };
}
