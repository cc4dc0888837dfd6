import { ProblemList } from '@alloydb-gke/core';
import { Cluster, Instance, User } from '@pulumi/gcp/alloydb';
import { LocationTagBinding } from '@pulumi/gcp/tags';
import {
  ComponentResource,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Input,
  type Output,
  output,
  type Resource,
} from '@pulumi/pulumi';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import { clusterFields } from './alloydb-cluster-field-table';
import { checkAlloyDBCluster } from './check-alloydb-cluster';
import { type ClusterInputs, clusterInputs } from './cluster-inputs';
import { ClusterNames } from './cluster-names';
import { tagBindings } from './cluster-tags';
import { plannedUsers } from './cluster-users';
import { IpType } from './connection-args';
import type { KnownServerFacts } from './connection-document';
import { goneWith } from './gone-with';
import { projectElse, providerProject } from './google-project';
import { type InstanceDefaults, primaryInputs, readPoolInputs } from './instance-inputs';
import { checkArgs } from './known-fields';
import { leafyOutput, outputAfter } from './leaves';
import { madeAfter } from './made-after';
import { networkName } from './network-name';
import { PrivateServicesAccess } from './private-services-access';
import { secretArgs } from './secret-args';
import { serverFacts } from './server-facts';
import { waitForPrimary } from './wait-for-primary';

/** Instances by the name that applications know them by, or what is said of them. */
type ByInstance<Value> = Record<string, Value>;

/**
 * An AlloyDB cluster with its primary instance, read pools and users; or one that exists, with what is made in it. It is what
 * `DatabaseAccess` takes as its cluster. Where project, location and ids are plain, a preview knows every instance URI.
 *
 * @example
 * const cluster = new AlloyDBCluster('shop', {
 *   location: 'us-central1',
 *   network: network.id,
 *   primary: { machineType: 'n2-highmem-4' },
 *   readPools: { read: { nodeCount: 2 } },
 * });
 * new DatabaseAccess('orders', { cluster, auth: 'iam', databaseName: 'orders', namespace: 'shop' });
 */
export class AlloyDBCluster extends ComponentResource {
  /** The cluster, where one is made. */
  readonly cluster?: Cluster;
  /** The primary instance, where one is made. */
  readonly primary?: Instance;
  /** The read pools that are made, by their names. */
  readonly readPools: { [name: string]: Instance };
  /** The users that are made, by their names. */
  readonly users: { [name: string]: User };
  /** Full name of the cluster: `projects/…/locations/…/clusters/…`. */
  readonly clusterName: Output<string>;
  /** Id of the cluster. */
  readonly clusterId: Output<string>;
  /** The region of the cluster. */
  readonly location: Output<string>;
  /** The project of the cluster. */
  readonly project: Output<string>;
  /** URIs of the instances by their names; the primary is called `primary`. */
  readonly instances: Output<{ [name: string]: string }>;
  /** The private addresses of the instances that are made, by their names. */
  readonly addresses: Output<{ [name: string]: string }>;
  /** The public addresses of the instances that are made, by their names; the empty text where there is none. */
  readonly publicAddresses: Output<{ [name: string]: string }>;
  /** The addresses that the instances that are made reach out from, by their names. */
  readonly outboundAddresses: Output<{ [name: string]: string[] }>;
  /** The DNS names of the instances that are made, with Private Service Connect, by their names; else the empty text. */
  readonly pscDnsNames: Output<{ [name: string]: string }>;
  /** The service attachments of the instances that are made, by their names; the empty text without Private Service Connect. */
  readonly pscServiceAttachments: Output<{ [name: string]: string }>;
  /** The address that is dialled from the cluster's network: `PSC` with Private Service Connect. */
  readonly ipType: Output<IpType>;
  /** Whether users can log in by IAM, as far as it is said here. */
  readonly iamAuthentication: Output<boolean>;
  /** What is known of the database server, as far as it is said here. */
  readonly server: Output<KnownServerFacts>;

  /** @throws ModelError with every problem of what is known at once */
  constructor(name: string, args: AlloyDBClusterArgs, opts?: ComponentResourceOptions) {
    const problems = new ProblemList();
    checkArgs(args, name, clusterFields, problems);
    // What a component gets is kept in the state.
    const kept = secretArgs(args ?? {}, name, problems);
    super('alloydb-gke:index:AlloyDBCluster', name, kept, opts);
    const { readPools = {}, existingCluster, deletionProtection = true, secondaryOf } = kept;
    checkAlloyDBCluster(kept, name, problems);
    const said = existingCluster === undefined ? clusterInputs(kept, name, problems) : undefined;
    const network = kept.privateServicesAccess?.network ?? kept.network;
    const fullNetwork = network === undefined ? undefined : networkName(network, `${name}.network`, problems);
    const defaults: InstanceDefaults = {
      iamAuthentication: kept.iamAuthentication ?? true,
      requireConnectors: kept.requireConnectors,
      labels: kept.labels,
      hasPsc: kept.privateServiceConnect === true,
    };
    const primary = existingCluster === undefined ? primaryInputs(kept.primary ?? {}, `${name}.primary`, defaults, problems) : undefined;
    const pools = Object.entries(readPools).map(
      ([pool, one]) => [pool, one, readPoolInputs(one, `${name}.readPools.${pool}`, defaults, problems)] as const,
    );
    const users = plannedUsers(kept, name, problems);
    const ids = instanceIds(kept);
    const clusterId = kept.clusterId ?? name;
    const ofProvider = kept.project ?? providerProject(this);
    const paths = Object.fromEntries(Object.entries(ids).map(([instance, id]) => [`${name}.${pathOf(kept, instance)}`, id]));
    namesOf(
      kept,
      projectElse(ofProvider, () => 'any-project'),
      clusterId,
      name,
    ).check(paths, problems);
    const tags = tagBindings(kept, name, { location: kept.location ?? '', clusterId }, problems);
    problems.throwIfAny();

    const options: CustomResourceOptions = { ...madeAfter(this, opts), ...(deletionProtection && { protect: true }) };
    if (said) this.cluster = this.#cluster(name, kept, said, fullNetwork, options);
    const cluster = this.cluster;
    if (cluster) {
      for (const [tag, binding] of tags) {
        const after = { ...binding, parent: outputAfter(binding.parent, [cluster]) };
        new LocationTagBinding(`${name}-tag-${tag}`, after, { parent: this, deleteBeforeReplace: true, ...goneWith(cluster) });
      }
    }
    const names = namesOf(
      kept,
      projectElse(ofProvider, () => (cluster ? projectOfCluster(cluster) : '')),
      clusterId,
      name,
    );
    const made = this.cluster ? [this.cluster] : [];
    this.clusterName = outputAfter(names.clusterName, made);
    this.clusterId = outputAfter(names.part('cluster'), made);
    this.location = outputAfter(names.part('location'), made);
    this.project = outputAfter(names.part('project'), made);
    const instanceOptions = { ...options, deleteBeforeReplace: true };
    const instances: ByInstance<Instance> = {};
    if (primary) {
      this.primary = new Instance(
        `${name}-primary`,
        {
          ...primary,
          cluster: this.clusterName,
          instanceId: ids['primary'] ?? '',
          // Promoted, it changes with its cluster.
          instanceType: secondaryOf && this.cluster ? this.cluster.clusterType.apply((type) => type ?? 'SECONDARY') : 'PRIMARY',
        },
        instanceOptions,
      );
      instances['primary'] = this.primary;
    }
    this.readPools = Object.fromEntries(
      pools.map(([pool, { autoscaled }, inputs]) => {
        const made = { ...inputs, cluster: this.clusterName, instanceId: ids[pool] ?? '', instanceType: 'READ_POOL' };
        return [pool, new Instance(`${name}-${pool}`, made, poolOptions(instanceOptions, this.primary, autoscaled))];
      }),
    );
    Object.assign(instances, this.readPools);
    const uris = Object.fromEntries(
      Object.entries(ids).map(([instance, id]) => {
        const resource = instances[instance];
        return [instance, outputAfter(names.uri(id), resource ? [resource] : [])];
      }),
    );
    this.instances = leafyOutput(uris) as Output<ByInstance<string>>;
    const withPrimary = waitForPrimary({ clusterName: this.clusterName, instances: uris });
    this.users = Object.fromEntries(
      [...users].map(([user, { suffix, inputs }]) => [
        user,
        new User(
          `${name}-${suffix}`,
          { ...inputs, cluster: withPrimary },
          { ...madeAfter(this, opts), deleteBeforeReplace: true, ...goneWith(this.cluster) },
        ),
      ]),
    );
    const facts = <Value>(of: (instance: Instance) => Input<Value>): Output<ByInstance<Value>> =>
      output(Object.fromEntries(Object.entries(instances).map(([instance, one]) => [instance, of(one)]))) as Output<ByInstance<Value>>;
    this.addresses = facts(({ ipAddress }) => ipAddress);
    this.publicAddresses = facts(({ publicIpAddress }) => publicIpAddress.apply((address) => address ?? ''));
    this.outboundAddresses = facts(({ outboundPublicIpAddresses }) => outboundPublicIpAddresses.apply((list) => list ?? []));
    this.pscDnsNames = facts(({ pscInstanceConfig }) => pscInstanceConfig.apply((psc) => psc?.pscDnsName ?? ''));
    this.pscServiceAttachments = facts(({ pscInstanceConfig }) => pscInstanceConfig.apply((psc) => psc?.serviceAttachmentLink ?? ''));
    // It decides the shape of every manifest: whoever takes it in a preview sees it.
    this.ipType = leafyOutput<IpType>(defaults.hasPsc ? IpType.Psc : IpType.Private) as Output<IpType>;
    this.iamAuthentication = leafyOutput(defaults.iamAuthentication);
    this.server = serverFacts(kept, name);
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterId: this.clusterId,
      location: this.location,
      project: this.project,
      instances: this.instances,
      addresses: this.addresses,
      publicAddresses: this.publicAddresses,
      outboundAddresses: this.outboundAddresses,
      pscDnsNames: this.pscDnsNames,
      pscServiceAttachments: this.pscServiceAttachments,
      ipType: this.ipType,
      iamAuthentication: this.iamAuthentication,
      server: this.server,
    });
  }

  #cluster(
    name: string,
    args: AlloyDBClusterArgs,
    said: ClusterInputs,
    network: Input<string> | undefined,
    options: CustomResourceOptions,
  ): Cluster {
    const { privateServicesAccess, privateServicesRange, deletionProtection, secondaryOf, allocatedIpRange } = args;
    const access =
      privateServicesRange !== undefined && network !== undefined
        ? new PrivateServicesAccess(
            `${name}-services`,
            { network, range: privateServicesRange, deletionProtection: deletionProtection ?? true },
            { parent: this, ...(options.dependsOn && { dependsOn: options.dependsOn }) },
          )
        : privateServicesAccess;
    return new Cluster(
      `${name}-cluster`,
      {
        ...said,
        clusterId: args.clusterId ?? name,
        location: args.location ?? '',
        ...(network !== undefined && {
          networkConfig: {
            network: outputAfter(network, access?.connection ? [access.connection] : []),
            ...(allocatedIpRange !== undefined && { allocatedIpRange }),
          },
        }),
        ...(args.privateServiceConnect === true && { pscConfig: { pscEnabled: true } }),
        ...(secondaryOf && { clusterType: 'SECONDARY', secondaryConfig: { primaryClusterName: waitForPrimary(secondaryOf) } }),
      },
      // Its id is taken as long as it is there.
      { ...options, deleteBeforeReplace: true },
    );
  }
}

/** Its full name says the project that it was made in. */
function projectOfCluster({ name }: Cluster): Output<string> {
  return name.apply((known) => known.split('/')[1] ?? '');
}

/** Google makes a read pool after the primary. */
function poolOptions(options: CustomResourceOptions, primary: Instance | undefined, autoscaled = false): CustomResourceOptions {
  return {
    ...options,
    ...(primary && { dependsOn: [primary, ...([options.dependsOn ?? []].flat() as Resource[])] }),
    ...(autoscaled && { ignoreChanges: ['readPoolConfig.nodeCount'] }),
  };
}

/** The ids of all instances, by their names. */
function instanceIds({ existingCluster, existingInstances, primary, readPools = {} }: AlloyDBClusterArgs): ByInstance<Input<string>> {
  return {
    primary: primary?.instanceId ?? 'primary',
    ...(existingCluster !== undefined && existingInstances),
    ...Object.fromEntries(Object.entries(readPools).map(([pool, { instanceId }]) => [pool, instanceId ?? pool])),
  };
}

function pathOf({ existingInstances = {} }: AlloyDBClusterArgs, instance: string): string {
  if (instance in existingInstances) return `existingInstances.${instance}`;
  return instance === 'primary' ? 'primary' : `readPools.${instance}`;
}

function namesOf(args: AlloyDBClusterArgs, project: Input<string>, cluster: Input<string>, path: string): ClusterNames {
  const { existingCluster: clusterName, location } = args;
  return new ClusterNames(clusterName === undefined ? { project, location, cluster } : { clusterName }, path);
}
