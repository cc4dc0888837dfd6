import type { Connection } from '@pulumi/gcp/servicenetworking';
import type { Input } from '@pulumi/pulumi';

/** The range of addresses that is reserved for Google's services. */
export interface PrivateServicesRangeArgs {
  /**
   * Its name.
   * @default - the component's name
   */
  name?: Input<string>;
  /**
   * How many bits of an address are the range's: 16 reserves 65,536 addresses. From 8 to 24.
   * @default 16
   */
  prefixLength?: Input<number>;
  /**
   * Its first address.
   * @default - one that Google chooses
   */
  address?: Input<string>;
  /**
   * The project of the network.
   * @default - the provider's
   */
  project?: Input<string>;
  /**
   * What it is for.
   * @default - none
   */
  description?: Input<string>;
  /**
   * Labels.
   * @default - none
   */
  labels?: Input<{ [name: string]: Input<string> }>;
}

/** The private way of a network to Google's services, for {@link AlloyDBCluster}: one that exists, or one that the program makes. */
export interface PrivateServicesAccessReference {
  /** The network: `projects/…/global/networks/…`, or the link of it. */
  network: Input<string>;
  /**
   * The connection, where the same program makes it: a cluster waits for it, and goes before it.
   * @default - none
   */
  connection?: Connection;
}

/** What private services access is made of. */
export interface PrivateServicesAccessArgs {
  /** The network: `projects/…/global/networks/…`, or the link of it. */
  network: Input<string>;
  /**
   * The range that is made.
   * @default - one of 65,536 addresses that is called as the component
   */
  range?: PrivateServicesRangeArgs;
  /**
   * Names of ranges that are reserved already, in place of making one.
   * @default - one is made
   */
  existingRanges?: Input<Input<string>[]>;
  /**
   * The network is connected already: nothing is made, and `existingRanges` says which ranges it has, if somebody asks.
   * @default false
   */
  existingConnection?: boolean;
  /**
   * Where the network turns out to be connected already, its connection gets exactly the ranges that are said here. Ranges that
   * it had besides them are lost to it.
   * @default false
   */
  replaceRanges?: Input<boolean>;
  /**
   * Whether the connection stays when the program no longer has it. Google refuses to delete it for days after the last
   * cluster is gone; with the network it goes.
   * @default true
   */
  abandonConnection?: boolean;
  /**
   * Whether range and connection are protected from deletion: `pulumi destroy` then stops before it touches anything.
   * @default true
   */
  deletionProtection?: boolean;
}
