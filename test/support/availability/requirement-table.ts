import { fileSystemOfATest } from './file-system-of-a-test';
import { goConnector } from './go-connector';
import { internetProtocol6 } from './internet-protocol-6';
import { networkOfATest } from './network-of-a-test';
import { privateNetwork } from './private-network';
import { pulumiEngine } from './pulumi-engine';
import { pythonConnector } from './python-connector';
import { realAuthProxy } from './real-auth-proxy';
import { realKubernetesNode } from './real-kubernetes-node';
import { realPostgresql } from './real-postgresql';
import type { Requirement } from './requirement';

/** Everything that a test may be skipped for. The names are those of `ALLOYDB_GKE_REQUIRE`. */
export const requirementTable = {
  'auth-proxy': realAuthProxy,
  'file-system-of-a-test': fileSystemOfATest,
  'go-connector': goConnector,
  'internet-protocol-6': internetProtocol6,
  'kubernetes-node': realKubernetesNode,
  'network-of-a-test': networkOfATest,
  postgresql: realPostgresql,
  'private-network': privateNetwork,
  'pulumi-engine': pulumiEngine,
  'python-connector': pythonConnector,
} as const satisfies Record<string, Requirement>;

export type RequirementName = keyof typeof requirementTable;
