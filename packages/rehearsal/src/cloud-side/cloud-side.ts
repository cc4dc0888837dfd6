import type { EmulatorSpec } from '@alloydb-gke/emulator';
import type { ReadManifest } from '../manifests/manifest-set';
import type { Repair } from '../verdict/expectation';

/** The cloud that is stood in for, and where it was taken from. */
export interface CloudSide {
  /** With the Kubernetes service accounts of the manifests in it, annotated as the manifests say. */
  readonly spec: EmulatorSpec;
  /** For the report: `orders.connection.json`, `cloud.yaml`, `assumed from the manifests`. */
  readonly source: string;
  /** What nobody declared and was derived. None but with `--assume`. */
  readonly assumptions: readonly Assumption[];
  /** Secrets that the manifests name and do not have, and that are assumed: pods are planned again with them. Never printed. */
  readonly manifests: readonly ReadManifest[];
  /** Passwords by database user, for Secrets that are assumed. Never printed. */
  readonly passwords: Readonly<Record<string, string>>;
  /** What is not shown and is taken to be right, as sentences for the report. @default - nothing */
  readonly notes?: readonly string[];
}

/** Something that has to be true in the cloud and that the manifests cannot say. */
export interface Assumption {
  /** `orders@my-project.iam.gserviceaccount.com has roles/alloydb.client on my-project` */
  readonly text: string;
  /** What makes it true. */
  readonly commands: readonly Repair[];
}
