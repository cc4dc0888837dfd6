import { isAddressRange, type ProblemList, quote, readChoice, readWholeNumber } from '@alloydb-gke/core';
import type { InstanceArgs } from '@pulumi/gcp/alloydb';
import { type Input, output } from '@pulumi/pulumi';
import { ActivationPolicy, AvailabilityType, SslMode } from './alloydb-choices';
import type { AlloyDBInstanceArgs, PrimaryInstanceArgs, ReadPoolArgs } from './alloydb-instance-args';
import { checked } from './checked-input';
import { insightsInputs } from './insights-inputs';
import { isLeaf } from './leaves';
import { machineConfig } from './machine-config';
import { mergedMap, type TextMap } from './merged-map';
import { problem } from './pulumi-codes';
import { checkMaxConnections, maxConnectionsFlag } from './server-facts';

/** What the cluster says for all of its instances. */
export interface InstanceDefaults {
  readonly iamAuthentication: boolean;
  readonly requireConnectors: Input<boolean> | undefined;
  readonly labels: TextMap | undefined;
  readonly hasPsc: boolean;
}

/** What an instance is, besides where it is and of which type. */
export type InstanceInputs = Omit<InstanceArgs, 'cluster' | 'instanceId' | 'instanceType'>;

/** Source: https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth */
const iamFlag = 'alloydb.iam_authentication';

/** The settings that a primary and a read pool have in common, as Google calls them. */
function commonInputs(args: AlloyDBInstanceArgs, path: string, defaults: InstanceDefaults, problems: ProblemList): InstanceInputs {
  const requireConnectors = args.requireConnectors ?? defaults.requireConnectors;
  const sslMode = checked(args.sslMode, `${path}.sslMode`, problems, (value, at, found) => {
    readChoice(value, at, Object.values(SslMode), found);
  });
  const activationPolicy = checked(args.activationPolicy, `${path}.activationPolicy`, problems, (value, at, found) => {
    readChoice(value, at, Object.values(ActivationPolicy), found);
  });
  const databaseFlags = flagsOf(args, path, defaults, problems);
  const labels = mergedMap(defaults.labels, args.labels);
  const clientConnectionConfig = {
    ...(requireConnectors !== undefined && { requireConnectors }),
    ...(sslMode !== undefined && { sslConfig: { sslMode } }),
  };
  return {
    machineConfig: machineConfig(args, path, problems),
    ...(args.displayName !== undefined && { displayName: args.displayName }),
    ...(args.annotations !== undefined && { annotations: args.annotations }),
    ...(labels !== undefined && { labels }),
    ...(databaseFlags !== undefined && { databaseFlags }),
    ...(Object.keys(clientConnectionConfig).length > 0 && { clientConnectionConfig }),
    ...(activationPolicy !== undefined && { activationPolicy }),
    ...insightsInputs(args, path, problems),
    ...poolInputs(args, path, problems),
    ...addressInputs(args, path, problems),
    ...pscInputs(args, path, defaults, problems),
  };
}

/** The settings of a primary. */
export function primaryInputs(args: PrimaryInstanceArgs, path: string, defaults: InstanceDefaults, problems: ProblemList): InstanceInputs {
  const availabilityType = checked(args.availabilityType, `${path}.availabilityType`, problems, (value, at, found) => {
    readChoice(value, at, Object.values(AvailabilityType), found);
  });
  const gceZone = checked(
    args.zone,
    `${path}.zone`,
    problems,
    (value, at, found, type) => {
      if (type !== AvailabilityType.Zonal) found.add(problem('zone-of-regional', at, { value: quote(value) }));
    },
    args.availabilityType,
  );
  return {
    ...commonInputs(args, path, defaults, problems),
    ...(availabilityType !== undefined && { availabilityType }),
    ...(gceZone !== undefined && { gceZone }),
  };
}

/** The settings of a read pool. */
export function readPoolInputs(args: ReadPoolArgs, path: string, defaults: InstanceDefaults, problems: ProblemList): InstanceInputs {
  const nodeCount = checked(args.nodeCount ?? 1, `${path}.nodeCount`, problems, (value, at, found) => {
    readWholeNumber(value, at, 1, found, 20);
  });
  return { ...commonInputs(args, path, defaults, problems), readPoolConfig: { nodeCount } };
}

function flagsOf(args: AlloyDBInstanceArgs, path: string, defaults: InstanceDefaults, problems: ProblemList): TextMap | undefined {
  const wanted = defaults.iamAuthentication ? 'on' : 'off';
  const said = checked(args.databaseFlags, `${path}.databaseFlags`, problems, (flags, at, found) => {
    const flag = flags[iamFlag];
    if (flag !== undefined && flag !== wanted) found.add(problem('iam-flag', at, { value: quote(flag), wanted }));
    checkMaxConnections(flags[maxConnectionsFlag], at, found);
  });
  return mergedMap(defaults.iamAuthentication ? { [iamFlag]: 'on' } : undefined, said);
}

function poolInputs({ connectionPool }: AlloyDBInstanceArgs, path: string, problems: ProblemList): InstanceInputs {
  if (connectionPool === undefined) return {};
  const { enabled = true } = connectionPool;
  const flags = checked(connectionPool.flags, `${path}.connectionPool.flags`, problems, (value, at, found) => {
    for (const name of Object.keys(value)) {
      if (name.startsWith('connection-pooling-')) found.add(problem('pool-flag-prefix', at, { name: quote(name) }));
    }
  });
  return { connectionPoolConfig: { enabled, ...(flags !== undefined && { flags }) } };
}

function addressInputs(args: AlloyDBInstanceArgs, path: string, problems: ProblemList): InstanceInputs {
  const networks = checked(
    args.authorizedNetworks,
    `${path}.authorizedNetworks`,
    problems,
    (value, at, found, isPublic) => {
      if (value.length > 0 && isPublic !== true) found.add(problem('authorized-without-public-ip', at, {}));
      for (const range of value) if (!isPublicRange(range)) found.add(problem('cidr-range', at, { value: quote(range) }));
    },
    args.publicIp,
  );
  const networkConfig = {
    ...(args.publicIp !== undefined && { enablePublicIp: args.publicIp }),
    ...(args.outboundPublicIp !== undefined && { enableOutboundPublicIp: args.outboundPublicIp }),
    ...(args.allocatedIpRange !== undefined && { allocatedIpRangeOverride: args.allocatedIpRange }),
    ...(networks !== undefined && { authorizedExternalNetworks: externalNetworks(networks) }),
  };
  return Object.keys(networkConfig).length === 0 ? {} : { networkConfig };
}

/** Public addresses of instances are those of IPv4. */
function isPublicRange(range: unknown): boolean {
  return typeof range === 'string' && isAddressRange(range) && !range.includes(':');
}

function externalNetworks(ranges: Input<Input<string>[]>): Input<{ cidrRange: Input<string> }[]> {
  if (isLeaf(ranges)) return output(ranges).apply((known) => known.map((cidrRange) => ({ cidrRange })));
  return (ranges as Input<string>[]).map((cidrRange) => ({ cidrRange }));
}

function pscInputs({ psc }: AlloyDBInstanceArgs, path: string, { hasPsc }: InstanceDefaults, problems: ProblemList): InstanceInputs {
  if (psc === undefined) return {};
  if (!hasPsc) problems.add(problem('psc-instance-without-cluster', `${path}.psc`, {}));
  const allowed = checked(psc.allowedConsumerProjects, `${path}.psc.allowedConsumerProjects`, problems, (value, at, found) => {
    for (const one of value) if (!/^\d+$/.test(one)) found.add(problem('not-a-project-number', at, { value: quote(one) }));
  });
  const { autoConnections, networkAttachment } = psc;
  return {
    pscInstanceConfig: {
      ...(allowed !== undefined && { allowedConsumerProjects: allowed }),
      ...(autoConnections !== undefined && { pscAutoConnections: autoConnections }),
      ...(networkAttachment !== undefined && { pscInterfaceConfigs: [{ networkAttachmentResource: networkAttachment }] }),
    },
  };
}
