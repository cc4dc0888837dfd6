import { runtime } from '@pulumi/pulumi';
import * as state from '@pulumi/pulumi/runtime/state';

/** What the SDK keeps of the running program, and its types keep to themselves. */
export interface SdkState {
  supportsTransforms: boolean;
  /** The server that runs transforms; made when first needed. */
  callbacks?: unknown;
}

/** The state of the running program. */
export function sdkState(): SdkState {
  return (state as unknown as { getStore(): SdkState }).getStore();
}

/** Waits until every request to the monitor has been answered. */
export function requestsAnswered(): Promise<void> {
  return (runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
}
