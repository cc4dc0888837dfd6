/** A resource as a mock provider sees it. */
export interface MockedResource {
  /** Token of the type, as in `gcp:alloydb/cluster:Cluster`. */
  readonly type: string;
  /** Name of the Pulumi resource. */
  readonly name: string;
  /** Inputs, secrets in clear. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What a provider answers: the id, and what it adds to the inputs. */
export interface MockedOutputs {
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

type Answer = (resource: MockedResource, project: string) => MockedOutputs;

const named = (id: string, outputs: Readonly<Record<string, unknown>> = {}): MockedOutputs => ({ id, outputs: { name: id, ...outputs } });

/** The resources of Google Cloud that the components use, with what Google answers. */
const answers: Readonly<Record<string, Answer>> = {
  'gcp:serviceaccount/account:Account': ({ name, inputs }, project) => {
    const accountId = String(inputs['accountId'] ?? name);
    const email = `${accountId}@${project}.iam.gserviceaccount.com`;
    return named(`projects/${project}/serviceAccounts/${email}`, {
      accountId,
      email,
      member: `serviceAccount:${email}`,
      uniqueId: '100000000000000000001',
    });
  },
  'gcp:alloydb/cluster:Cluster': ({ inputs }, project) =>
    named(`projects/${project}/locations/${inputs['location']}/clusters/${inputs['clusterId']}`, {
      state: 'READY',
      uid: '00000000-0000-4000-8000-000000000001',
    }),
  'gcp:alloydb/instance:Instance': ({ inputs }) =>
    named(`${inputs['cluster']}/instances/${inputs['instanceId']}`, {
      ipAddress: '10.0.0.2',
      state: 'READY',
      outboundPublicIpAddresses: [],
    }),
  'gcp:alloydb/user:User': ({ inputs }) => named(`${inputs['cluster']}/users/${inputs['userId']}`),
  'gcp:alloydb/backup:Backup': ({ inputs }, project) =>
    named(`projects/${project}/locations/${inputs['location']}/backups/${inputs['backupId']}`, { state: 'READY' }),
  'gcp:compute/network:Network': ({ name, inputs }, project) => network('networks', name, inputs, project),
  'gcp:compute/globalAddress:GlobalAddress': ({ name, inputs }, project) => ({
    ...network('addresses', name, inputs, project, { address: '10.20.0.0' }),
  }),
  'gcp:servicenetworking/connection:Connection': ({ inputs }) => ({
    id: `${inputs['network']}:servicenetworking.googleapis.com`,
    outputs: { peering: 'servicenetworking-googleapis-com' },
  }),
  'gcp:container/cluster:Cluster': ({ name, inputs }, project) => ({
    id: `projects/${project}/locations/${inputs['location'] ?? 'us-central1'}/clusters/${inputs['name'] ?? name}`,
    outputs: { name: inputs['name'] ?? name, endpoint: '10.30.0.2' },
  }),
};

function network(
  collection: string,
  name: string,
  inputs: Readonly<Record<string, unknown>>,
  project: string,
  outputs: Readonly<Record<string, unknown>> = {},
): MockedOutputs {
  const id = `projects/${project}/global/${collection}/${inputs['name'] ?? name}`;
  return { id, outputs: { name: inputs['name'] ?? name, selfLink: `https://www.googleapis.com/compute/v1/${id}`, ...outputs } };
}

/** What a provider would answer once the resource exists. */
export function mockedOutputs(resource: MockedResource, defaultProject: string): MockedOutputs {
  const project = String(resource.inputs['project'] ?? defaultProject);
  const answer = answers[resource.type];
  if (answer) return answer(resource, project);
  return resource.type.startsWith('kubernetes:') ? kubernetesObject(resource) : { id: `${resource.name}-id`, outputs: {} };
}

function kubernetesObject({ name, inputs }: MockedResource): MockedOutputs {
  const metadata = (inputs['metadata'] ?? {}) as Readonly<Record<string, unknown>>;
  const named = { namespace: 'default', name, ...metadata };
  return { id: `${named.namespace}/${named.name}`, outputs: { metadata: { uid: '00000000-0000-4000-8000-000000000002', ...named } } };
}
