import type { Input } from '@pulumi/pulumi';

/** Where Google APIs are reached. Source: https://cloud.google.com/vpc/docs/configure-private-google-access */
export const GoogleApis = {
  /** At any address. */
  Any: 'any',
  /** At those of private.googleapis.com. */
  Private: 'private',
  /** At those of restricted.googleapis.com. */
  Restricted: 'restricted',
} as const;
/** Where Google APIs are reached. */
export type GoogleApis = (typeof GoogleApis)[keyof typeof GoogleApis];

/** Which pods may reach what the proxy needs. */
export interface EgressPolicyArgs {
  /** Namespace of the pods. */
  namespace: Input<string>;
  /** Labels of the pods that have the proxy. */
  podLabels: Input<{ [name: string]: Input<string> }>;
  /**
   * Where the instances are: the range of private services access (`10.20.0.0/16`), or the address of each endpoint of Private
   * Service Connect (`10.0.0.5/32`).
   */
  instanceRanges: Input<Input<string>[]>;
  /**
   * Where Google APIs are reached.
   * @default 'any'
   */
  googleApis?: Input<GoogleApis>;
  /**
   * Name of the NetworkPolicy.
   * @default - the component's name
   */
  policyName?: Input<string>;
}
