import type { AuthProxyOptions } from '@alloydb-gke/core';

/** An option set to something, and what can then be seen in the manifest that was not there before. */
export interface OptionCase {
  readonly set: Partial<AuthProxyOptions>;
  /** The start of a line of the manifest, or with a `!` one that is no longer there; or what is then true of the pod. */
  readonly shows: string | ((pod: ShownPod) => boolean);
  /** @default a Deployment */
  readonly workload?: 'job';
}

/** A case for every field of some options, or the reason why a field changes no manifest. */
export type CasesFor<Options> = { readonly [Field in keyof Required<Options>]: OptionCase | { readonly notShown: string } };

/** What a case can look at. */
export interface ShownPod {
  readonly containers: readonly { readonly name: string; readonly env?: readonly unknown[] }[];
  readonly initContainers: readonly { readonly name: string; readonly env?: readonly unknown[] }[];
}
