import type { AuthMode, InstanceUri, IpType } from '@alloydb-gke/core';
import type { InstanceType, PolicyBinding } from './emulator-spec';

/** A spec that has been checked, every default filled in. */
export interface EmulatorModel {
  /** By project id. */
  readonly projects: ReadonlyMap<string, Project>;
  /** By e-mail. */
  readonly serviceAccounts: ReadonlyMap<string, ServiceAccount>;
  readonly kubernetesServiceAccounts: readonly KubernetesServiceAccount[];
  readonly clusters: readonly Cluster[];
  readonly ports: Ports;
}

/** 0 stands for a free port. */
export interface Ports {
  readonly adminApi: number;
  readonly tokenService: number;
  readonly httpsFront: number;
  readonly metadataServer: number;
}

export interface Project {
  readonly id: string;
  readonly number: string;
  readonly disabledApis: ReadonlySet<string>;
  readonly policy: readonly PolicyBinding[];
  /** By full name, `projects/PROJECT/roles/ID`. */
  readonly customRoles: ReadonlyMap<string, readonly string[]>;
}

export interface ServiceAccount {
  readonly email: string;
  readonly project: string;
  readonly policy: readonly PolicyBinding[];
}

export interface KubernetesServiceAccount {
  readonly name: string;
  readonly namespace: string;
  readonly workloadPool: string;
  /** The e-mail in its annotation. */
  readonly iamServiceAccount: string | undefined;
}

export interface Cluster {
  /** `projects/…/locations/…/clusters/…` */
  readonly name: string;
  readonly project: string;
  readonly location: string;
  readonly id: string;
  readonly primary: Instance;
  readonly readPools: readonly Instance[];
  readonly databases: readonly Database[];
  readonly users: readonly DatabaseUser[];
}

export interface Instance {
  readonly uri: InstanceUri;
  readonly type: InstanceType;
  readonly databaseFlags: Readonly<Record<string, string>>;
  readonly requireConnectors: boolean;
  readonly ipTypes: readonly IpType[];
  /** Addresses that were asked for. */
  readonly addresses: Readonly<Partial<Record<IpType, string>>>;
}

export interface Database {
  readonly name: string;
  readonly owner: string | undefined;
  readonly grants: readonly Grant[];
  readonly statements: readonly string[];
}

export interface Grant {
  readonly to: string;
  readonly privileges: readonly string[];
  readonly on: string;
}

export interface DatabaseUser {
  readonly name: string;
  readonly auth: AuthMode;
  readonly password: string | undefined;
  readonly databaseRoles: readonly string[];
}

/** Every instance of a cluster, the primary first. */
export function instancesOf(cluster: Cluster): readonly Instance[] {
  return [cluster.primary, ...cluster.readPools];
}

/** Whether an instance lets database users log in with a token of IAM. */
export function hasIamAuthentication(instance: Instance): boolean {
  return ['on', 'true', 'yes', '1'].includes((instance.databaseFlags[iamAuthenticationFlag] ?? '').toLowerCase());
}

/**
 * The database flag that turns IAM authentication on.
 * Source: https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth
 */
export const iamAuthenticationFlag = 'alloydb.iam_authentication';
