import { ProblemList, quote, readWholeNumber } from '@alloydb-gke/core';
import { GlobalAddress } from '@pulumi/gcp/compute';
import { Connection } from '@pulumi/gcp/servicenetworking';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, output } from '@pulumi/pulumi';
import { checked } from './checked-input';
import { checkArgs } from './known-fields';
import { outputAfter } from './leaves';
import { madeAfter } from './made-after';
import { networkName } from './network-name';
import type { PrivateServicesAccessArgs, PrivateServicesRangeArgs } from './private-services-access-args';
import { servicesAccessFields } from './private-services-access-field-table';
import { problem } from './pulumi-codes';

/** Source: https://cloud.google.com/vpc/docs/configure-private-services-access */
const service = 'servicenetworking.googleapis.com';

/**
 * Private services access: the range of a network that is reserved for Google's services, and the connection to them. AlloyDB
 * has its addresses there. Either may exist already. A network has one connection, whoever made it.
 *
 * @example
 * const access = new PrivateServicesAccess('services', { network: network.id });
 * new AlloyDBCluster('shop', { location: 'us-central1', privateServicesAccess: access });
 */
export class PrivateServicesAccess extends ComponentResource {
  /** The range, where one is made. */
  readonly range?: GlobalAddress;
  /** The connection, where one is made. */
  readonly connection?: Connection;
  /** The full name of the network, once it is connected. */
  readonly network: Output<string>;
  /** Names of the reserved ranges. */
  readonly rangeNames: Output<string[]>;

  /** @throws ModelError with every problem of what is known at once */
  constructor(name: string, args: PrivateServicesAccessArgs, opts?: ComponentResourceOptions) {
    const problems = new ProblemList();
    checkArgs(args, name, servicesAccessFields, problems);
    super('alloydb-gke:index:PrivateServicesAccess', name, args, opts);
    const network = networkName(args.network, `${name}.network`, problems);
    checkSaid(args, name, problems);
    const existingRanges = checked(args.existingRanges, `${name}.existingRanges`, problems, (value, path, found) => {
      if (value.length === 0) found.add(problem('ranges-empty', path, {}));
    });
    const range = checkedRange(args, name, problems);
    problems.throwIfAny();
    const { deletionProtection = true, existingConnection = false } = args;
    const options = { ...madeAfter(this, opts), ...(deletionProtection && { protect: true }) };
    let rangeNames: Input<Input<string>[]> = existingRanges ?? [];
    if (!existingConnection && existingRanges === undefined) {
      const rangeName = range.name ?? name;
      this.range = new GlobalAddress(
        `${name}-range`,
        {
          ...range,
          name: rangeName,
          prefixLength: range.prefixLength ?? 16,
          network,
          purpose: 'VPC_PEERING',
          addressType: 'INTERNAL',
        },
        // Its name is taken as long as it is there.
        { ...options, deleteBeforeReplace: true },
      );
      rangeNames = [outputAfter(rangeName, [this.range])];
    }
    if (!existingConnection) {
      this.connection = new Connection(
        `${name}-connection`,
        {
          network,
          service,
          reservedPeeringRanges: rangeNames,
          ...(args.replaceRanges !== undefined && { updateOnCreationFail: args.replaceRanges }),
          ...((args.abandonConnection ?? true) && { deletionPolicy: 'ABANDON' }),
        },
        { ...options, deleteBeforeReplace: true },
      );
    }
    this.network = outputAfter(network, this.connection ? [this.connection] : []);
    this.rangeNames = output(rangeNames);
    this.registerOutputs({ network: this.network, rangeNames: this.rangeNames });
  }
}

/** What is wrong whatever the values are. */
function checkSaid(args: PrivateServicesAccessArgs, name: string, problems: ProblemList): void {
  if (args.range !== undefined && args.existingRanges !== undefined) {
    problems.add(problem('both-made-and-existing', name, { made: 'range', existing: 'existingRanges' }));
  }
  if (args.existingConnection !== true) return;
  for (const made of ['range', 'replaceRanges'] as const) {
    if (args[made] !== undefined) problems.add(problem('both-made-and-existing', name, { made, existing: 'existingConnection' }));
  }
}

function checkedRange(args: PrivateServicesAccessArgs, name: string, problems: ProblemList): PrivateServicesRangeArgs {
  const { range = {}, existingRanges, existingConnection } = args;
  const prefixLength = checked(range.prefixLength, `${name}.range.prefixLength`, problems, (value, path, found) => {
    readWholeNumber(value, path, 8, found, 24);
  });
  const rangeName = checked(range.name, `${name}.range.name`, problems, checkRangeName);
  if (range.name === undefined && existingConnection !== true && existingRanges === undefined) checkRangeName(name, name, problems);
  return { ...range, ...(prefixLength !== undefined && { prefixLength }), ...(rangeName !== undefined && { name: rangeName }) };
}

/** Source: https://cloud.google.com/compute/docs/naming-resources */
function checkRangeName(value: string, path: string, problems: ProblemList): void {
  if (!/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(value)) problems.add(problem('range-name', path, { value: quote(value) }));
}
