import { ProblemList, quote, readFields } from '@alloydb-gke/core';
import { checkAddresses } from './check-addresses';
import { checkPorts } from './check-ports';
import type { Cluster, EmulatorModel, Ports } from './emulator-model';
import type { EmulatorSpec } from './emulator-spec';
import { readCluster } from './read-cluster';
import { readKubernetesServiceAccounts } from './read-kubernetes-service-accounts';
import { readMap } from './read-map';
import { readProjects } from './read-projects';
import { problem } from './spec-codes';

const fieldTable = {
  projects: { meaning: 'the Google Cloud projects by their id' },
  kubernetesServiceAccounts: { meaning: 'the Kubernetes service accounts' },
  clusters: { meaning: 'the AlloyDB clusters by their name' },
  ports: { meaning: 'ports that must be the same at every start' },
} as const;

const portTable = {
  adminApi: { meaning: 'the port of the Admin API' },
  tokenService: { meaning: 'the port of the token service' },
  httpsFront: { meaning: 'the port of the HTTPS front' },
  metadataServer: { meaning: 'the port of the first metadata server' },
} as const;

/**
 * Checks a spec and fills its defaults in. Nothing behind this door checks again.
 *
 * @throws ModelError with every problem at once, each with its path
 */
export function readEmulatorSpec(spec: EmulatorSpec): EmulatorModel {
  const problems = new ProblemList();
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec))
    problems.add(problem('spec-not-an-object', 'spec', { value: quote(spec) }));
  problems.throwIfAny();
  const fields = readFields(spec, 'spec', fieldTable, problems) ?? {};
  const clusters = readClusters(fields['clusters'], problems);
  const { projects, serviceAccounts } = readProjects(fields['projects'], clusters, problems);
  const kubernetesServiceAccounts = readKubernetesServiceAccounts(fields['kubernetesServiceAccounts'], problems);
  const ports = readPorts(fields['ports'], problems);
  checkAddresses(clusters, problems);
  checkPorts(ports, kubernetesServiceAccounts.length, problems);
  problems.throwIfAny();
  return { projects, serviceAccounts, kubernetesServiceAccounts, clusters, ports };
}

function readClusters(value: unknown, problems: ProblemList): readonly Cluster[] {
  const clusters = readMap(value, 'clusters', 'clusters', problems);
  if (clusters.length === 0 && !Array.isArray(value)) problems.add(problem('no-clusters', 'clusters', {}));
  return clusters.flatMap(([name, cluster]) => readCluster(name, cluster, `clusters["${name}"]`, problems) ?? []);
}

function readPorts(value: unknown, problems: ProblemList): Ports {
  const fields = value === undefined ? {} : (readFields(value, 'ports', portTable, problems) ?? {});
  const port = (name: keyof typeof portTable): number => {
    const given = fields[name];
    if (given === undefined) return 0;
    if (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= 65_535) return given;
    problems.add(problem('emulator-port', `ports.${name}`, { value: quote(given) }));
    return 0;
  };
  return {
    adminApi: port('adminApi'),
    tokenService: port('tokenService'),
    httpsFront: port('httpsFront'),
    metadataServer: port('metadataServer'),
  };
}
