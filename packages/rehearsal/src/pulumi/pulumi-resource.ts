import type { JsonObject } from '@alloydb-gke/core';

/** A resource as a program declares it, or as a stack has it. Secrets are opened, or marked as hidden. */
export interface PulumiResource {
  /** Its name in the stack, which no other resource has. */
  readonly urn: string;
  /** `gcp:alloydb/cluster:Cluster` */
  readonly type: string;
  /** The last part of the URN. */
  readonly name: string;
  /** The URN of its parent. */
  readonly parent: string | undefined;
  /** What the program says. */
  readonly inputs: JsonObject;
  /** What the provider answered. Empty before it was asked. */
  readonly outputs: JsonObject;
  /** The resources that each input comes from, by URN. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  /** The project that its provider takes where the resource names none. */
  readonly project: string | undefined;
  /** For messages: `plan.json: orders (gcp:alloydb/user:User)`. */
  readonly origin: string;
}

/** What previews and exported stacks say, put together. */
export interface PulumiPlan {
  /** Every resource, of all files. */
  readonly resources: readonly PulumiResource[];
  /** The names of the files, for the report. */
  readonly source: string;
}
