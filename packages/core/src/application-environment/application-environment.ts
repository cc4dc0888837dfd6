import type { EnvVar, Volume, VolumeMount } from '../kubernetes/pod';

/** What a container needs to find its database, as Kubernetes JSON. */
export interface ApplicationEnvironment {
  /** The variables, in the order of the table. */
  readonly variables: readonly EnvVar[];
  /** The volumes of the pod: one with the password, or none. */
  readonly volumes: readonly Volume[];
  /** The mounts of every container that gets the variables. */
  readonly volumeMounts: readonly VolumeMount[];
}
