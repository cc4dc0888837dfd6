import type { Connection } from '../connection/connection';
import type { RoleSubject } from '../iam-roles/role-member';
import type { OrganisationDefaults } from '../proxy-container/organisation-defaults';
import type { DatabaseAdministrator, GkeCluster } from './setup-options';

/** What is to be set up: validated, complete, every default explicit. */
export interface SetupPlan {
  readonly connection: Connection;
  readonly gkeCluster: Required<Omit<GkeCluster, 'nodePools'>> & { readonly nodePools: readonly string[] | undefined };
  /** The Kubernetes service account, with everything that IAM has to know of it. */
  readonly subject: RoleSubject;
  readonly adopted: boolean;
  readonly access: 'read-write' | 'read-only';
  readonly schema: string;
  readonly administrator: Required<DatabaseAdministrator>;
  readonly clientImage: string;
  readonly defaults: OrganisationDefaults;
  readonly telemetryProject: string | undefined;
}
