import type { CloudObject, Values } from './cloud-object';
import { type ResourceRule, shortHash } from './resource-rule';
import type { TestCloud } from './test-cloud';

const clusterType = 'gcp:alloydb/cluster:Cluster';
const instanceType = 'gcp:alloydb/instance:Instance';
const userType = 'gcp:alloydb/user:User';
const accountType = 'gcp:serviceaccount/account:Account';
const connectionType = 'gcp:servicenetworking/connection:Connection';
const gkeType = 'gcp:container/cluster:Cluster';

const projectOf = (inputs: Values, cloud: TestCloud): string => String(inputs['project'] ?? cloud.project);
const inCluster = (id: string): ((state: Values) => boolean) => {
  return ({ cluster }) => cluster === id;
};
/** `my-project/network`, `projects/my-project/global/networks/network` and the URL of it are one network. */
const networkName = (said: unknown): string => String(said).split('/').at(-1) ?? '';
const clusterNetwork = ({ networkConfig }: Values): string | undefined => {
  const { network } = (networkConfig ?? {}) as Values;
  return network === undefined ? undefined : networkName(network);
};
/** The network that something is in. */
function networkOf(type: string, state: Values): string | undefined {
  if (type === clusterType) return clusterNetwork(state);
  return state['network'] === undefined ? undefined : networkName(state['network']);
}

/** Source of each refusal: the resource's page in the provider's registry, and Google's errors as users report them. */
export const googleRules: Readonly<Record<string, ResourceRule>> = {
  [clusterType]: {
    idOf: (inputs, cloud) => `projects/${projectOf(inputs, cloud)}/locations/${inputs['location']}/clusters/${inputs['clusterId']}`,
    replacing: ['clusterId', 'encryptionConfig', 'location', 'project'],
    defaults: { deletionProtection: true, deletionPolicy: 'DEFAULT', clusterType: 'PRIMARY' },
    outputs: (inputs, id, cloud) => ({
      name: id,
      uid: shortHash(id),
      project: projectOf(inputs, cloud),
      state: 'READY',
      databaseVersion: inputs['databaseVersion'] ?? 'POSTGRES_17',
    }),
    refusesCreate: (inputs, cloud) => {
      const network = clusterNetwork(inputs);
      if (network === undefined) return undefined;
      const isConnected = cloud.all(connectionType, (state) => networkName(state['network']) === network).length > 0;
      return isConnected ? undefined : `Error 400: network ${network} has no private services access`;
    },
    refusesDelete: ({ id, state }, cloud) => {
      if (state['deletionProtection'] !== false) return 'cannot destroy cluster without setting deletion_protection=false';
      const hasInstances = cloud.all(instanceType, inCluster(id)).length > 0;
      return hasInstances && state['deletionPolicy'] !== 'FORCE' ? `Error 400: cluster ${id} has instances` : undefined;
    },
    takesAlong: ({ id }, cloud) => [...cloud.all(instanceType, inCluster(id)), ...cloud.all(userType, inCluster(id))],
  },
  [instanceType]: {
    idOf: ({ cluster, instanceId }) => `${cluster}/instances/${instanceId}`,
    replacing: ['cluster', 'instanceId', 'instanceType'],
    outputs: (_, id) => ({
      name: id,
      uid: shortHash(id),
      ipAddress: `10.0.0.${2 + (Number.parseInt(shortHash(id), 16) % 250)}`,
      state: 'READY',
    }),
    refusesCreate: ({ cluster, instanceType: kind }, cloud) => {
      if (!cloud.find(clusterType, String(cluster))) return `Error 404: cluster ${cluster} was not found`;
      const primary = cloud.all(instanceType, (state) => state['cluster'] === cluster && state['instanceType'] === 'PRIMARY');
      return kind === 'READ_POOL' && primary.length === 0 ? `Error 400: cluster ${cluster} has no primary instance` : undefined;
    },
    refusesDelete: ({ state }, cloud) => {
      const isPool = (other: Values): boolean => other['cluster'] === state['cluster'] && other['instanceType'] === 'READ_POOL';
      const isNeeded = state['instanceType'] === 'PRIMARY' && cloud.all(instanceType, isPool).length > 0;
      return isNeeded ? 'Error 400: the primary instance cannot be deleted while the cluster has read pool instances' : undefined;
    },
  },
  [userType]: {
    idOf: ({ cluster, userId }) => `${cluster}/users/${userId}`,
    replacing: ['cluster', 'userId', 'userType'],
    writeOnly: ['passwordWo'],
    outputs: (_, id) => ({ name: id }),
    refusesCreate: ({ cluster }, cloud) => {
      if (!cloud.find(clusterType, String(cluster))) return `Error 404: cluster ${cluster} was not found`;
      const primary = cloud.all(instanceType, (state) => state['cluster'] === cluster && state['instanceType'] === 'PRIMARY');
      return primary.length === 0 ? `Error 400: cluster ${cluster} has no primary instance` : undefined;
    },
  },
  [accountType]: {
    idOf: (inputs, cloud) => `projects/${projectOf(inputs, cloud)}/serviceAccounts/${emailOf(inputs, cloud)}`,
    replacing: ['accountId', 'project'],
    defaults: { disabled: false },
    outputs: (inputs, id, cloud) => ({
      name: id,
      email: emailOf(inputs, cloud),
      member: `serviceAccount:${emailOf(inputs, cloud)}`,
      uniqueId: String(Number.parseInt(shortHash(id), 16)),
      project: projectOf(inputs, cloud),
    }),
    refusesCreate: ({ accountId }) =>
      /^[a-z](?:[-a-z0-9]{4,28}[a-z0-9])$/.test(String(accountId)) ? undefined : `"account_id" ("${accountId}") is no account id`,
  },
  'gcp:projects/iAMMember:IAMMember': {
    ...iamMember((inputs) => String(inputs['project'])),
  },
  'gcp:serviceaccount/iAMMember:IAMMember': {
    ...iamMember((inputs) => String(inputs['serviceAccountId'])),
    refusesCreate: ({ serviceAccountId: id }, cloud) =>
      cloud.find(accountType, String(id)) ? undefined : `Error 404: service account ${id} does not exist`,
  },
  'gcp:compute/globalAddress:GlobalAddress': {
    idOf: (inputs, cloud) => `projects/${projectOf(inputs, cloud)}/global/addresses/${inputs['name']}`,
    replacing: ['address', 'addressType', 'name', 'network', 'prefixLength', 'project', 'purpose'],
    autoNamed: 'name',
    outputs: (inputs, id, cloud) => ({
      address: inputs['address'] ?? '10.10.0.0',
      selfLink: `https://www.googleapis.com/compute/v1/${id}`,
      project: projectOf(inputs, cloud),
    }),
  },
  [connectionType]: {
    idOf: ({ network, service }) => `${network}:${service}`,
    replacing: ['network', 'service'],
    outputs: () => ({ peering: 'servicenetworking-googleapis-com' }),
    refusesCreate: ({ reservedPeeringRanges: ranges }, cloud) => {
      const isThere = (range: unknown): boolean =>
        cloud.all('gcp:compute/globalAddress:GlobalAddress', ({ name }) => name === range).length > 0;
      const missing = (ranges as readonly unknown[]).find((range) => !isThere(range));
      return missing === undefined ? undefined : `Error 400: range ${missing} does not exist`;
    },
    refusesDelete: ({ state }, cloud) => {
      const isUsed = cloud.all(clusterType, (cluster) => clusterNetwork(cluster) === networkName(state['network'])).length > 0;
      return isUsed ? 'Error 400: Failed to delete connection; Producer services are still using this connection' : undefined;
    },
  },
  'gcp:compute/network:Network': {
    idOf: (inputs, cloud) => `projects/${projectOf(inputs, cloud)}/global/networks/${inputs['name']}`,
    replacing: ['name', 'project'],
    autoNamed: 'name',
    outputs: (_, id) => ({ selfLink: `https://www.googleapis.com/compute/v1/${id}` }),
    refusesDelete: ({ id }, cloud) => {
      const users = cloud.objects.filter(({ type, state }) => type !== connectionType && networkOf(type, state) === networkName(id));
      return users.length > 0 ? `Error 400: network ${id} is already being used by ${users[0]?.id}` : undefined;
    },
    // What is left of private services access goes with its network.
    takesAlong: ({ id }, cloud) => cloud.all(connectionType, ({ network }) => networkName(network) === networkName(id)),
  },
  'gcp:compute/subnetwork:Subnetwork': {
    idOf: (inputs, cloud) => `projects/${projectOf(inputs, cloud)}/regions/${inputs['region']}/subnetworks/${inputs['name']}`,
    replacing: ['name', 'network', 'project', 'region'],
    autoNamed: 'name',
    outputs: (_, id) => ({ selfLink: `https://www.googleapis.com/compute/v1/${id}`, gatewayAddress: '10.0.0.1' }),
    refusesDelete: ({ id }, cloud) => {
      const users = cloud.all(gkeType, ({ subnetwork }) => subnetwork === id);
      return users.length > 0 ? `Error 400: subnetwork ${id} is already being used by ${users[0]?.id}` : undefined;
    },
  },
  [gkeType]: {
    idOf: (inputs, cloud) => `projects/${projectOf(inputs, cloud)}/locations/${inputs['location']}/clusters/${inputs['name']}`,
    replacing: ['enableAutopilot', 'location', 'name', 'network', 'project', 'subnetwork'],
    autoNamed: 'name',
    defaults: { deletionProtection: true },
    outputs: (inputs, id, cloud) => ({
      endpoint: '10.0.0.2',
      masterAuth: { clusterCaCertificate: Buffer.from(id).toString('base64') },
      project: projectOf(inputs, cloud),
    }),
    refusesDelete: ({ state }) =>
      state['deletionProtection'] !== false ? 'cannot destroy cluster because deletion_protection is set to true' : undefined,
  },
};

function emailOf(inputs: Values, cloud: TestCloud): string {
  return `${inputs['accountId']}@${projectOf(inputs, cloud)}.iam.gserviceaccount.com`;
}

/** A role that somebody has already is none the worse for being granted again. */
function iamMember(on: (inputs: Values) => string): ResourceRule {
  return {
    idOf: (inputs) => [on(inputs), inputs['role'], inputs['member'], JSON.stringify(inputs['condition'] ?? '')].join('/'),
    replacing: ['condition', 'member', 'project', 'role', 'serviceAccountId'],
    mayExist: true,
    outputs: () => ({ etag: 'BwXhqDKZ3xk=' }),
    // Google refuses to grant anything to an account that does not exist.
    refusesCreate: ({ member }, cloud) => {
      const [kind, email] = String(member).split(/:(.*)/s);
      if (kind !== 'serviceAccount' || String(email).includes('[')) return undefined;
      const isThere = cloud.all(accountType, (state: CloudObject['state']) => state['email'] === email).length > 0;
      return isThere ? undefined : `Error 400: Service account ${email} does not exist.`;
    },
  };
}
