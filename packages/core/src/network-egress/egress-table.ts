/** A place that the proxy has to reach, over the network of the pod. */
export interface EgressRow {
  /** What is there. */
  readonly destination: 'DNS' | 'metadata server' | 'AlloyDB instances' | 'Google APIs';
  /** What the proxy does there. */
  readonly why: string;
  /** The ports. */
  readonly ports: readonly { readonly port: number; readonly protocol: 'TCP' | 'UDP' }[];
  /** The addresses, where they are the same in every project. `instances` and `google-apis` are said in the options. */
  readonly blocks: readonly string[] | 'anywhere' | 'instances' | 'google-apis';
  /** Source of the fact. */
  readonly source: string;
}

const tcp = (port: number) => ({ port, protocol: 'TCP' }) as const;

/** What a pod with the proxy has to reach on GKE. */
export const egressTable: readonly EgressRow[] = [
  {
    destination: 'DNS',
    why: 'Finds the addresses of Google APIs, and of instances with Private Service Connect. Who answers differs from cluster to cluster: kube-dns, NodeLocal DNSCache (169.254.20.10), Cloud DNS (169.254.169.254); the last two are no pods that a selector could find.',
    ports: [{ port: 53, protocol: 'UDP' }, tcp(53)],
    blocks: 'anywhere',
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache',
  },
  {
    destination: 'metadata server',
    why: 'Gets tokens. With GKE Dataplane V2 a policy sees the address that the pod dials.',
    ports: [tcp(80)],
    blocks: ['169.254.169.254/32'],
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy',
  },
  {
    destination: 'metadata server',
    why: 'Gets tokens. Without Dataplane V2 a policy sees the address on the node that it is led to.',
    ports: [tcp(987), tcp(988)],
    blocks: ['169.254.169.252/32'],
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy',
  },
  {
    destination: 'AlloyDB instances',
    why: 'Carries the connections to the database. The port is the same for every instance.',
    ports: [tcp(5433)],
    blocks: 'instances',
    source: 'https://cloud.google.com/alloydb/docs/auth-proxy/overview',
  },
  {
    destination: 'Google APIs',
    why: 'Asks the AlloyDB API for addresses and certificates, impersonates IAM service accounts, and reports metrics and traces.',
    ports: [tcp(443)],
    blocks: 'google-apis',
    source: 'https://cloud.google.com/alloydb/docs/auth-proxy/overview',
  },
];

/**
 * Where Google APIs are reached: at any address, or at those of private Google access.
 * Source: https://cloud.google.com/vpc/docs/configure-private-google-access
 */
export const googleApisBlocks: Readonly<Record<'any' | 'private' | 'restricted', readonly string[]>> = {
  any: [],
  private: ['199.36.153.8/30'],
  restricted: ['199.36.153.4/30'],
};
