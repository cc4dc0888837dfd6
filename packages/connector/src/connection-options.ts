/** The kinds of addresses that an instance can be reached by. */
export const ipTypes = ['PRIVATE', 'PUBLIC', 'PSC'] as const;

/** Which address of the instance is dialled: the private one, the public one, or that of Private Service Connect. */
export type IpType = (typeof ipTypes)[number];

/** The ways to log in to the database. */
export const authTypes = ['PASSWORD', 'IAM'] as const;

/** How the database user logs in: with a password, or with automatic IAM database authentication. */
export type AuthType = (typeof authTypes)[number];

/** The names of the IP types, as the Cloud SQL connector has them. */
export const IpAddressTypes: { readonly PRIVATE: 'PRIVATE'; readonly PUBLIC: 'PUBLIC'; readonly PSC: 'PSC' } = {
  PRIVATE: 'PRIVATE',
  PUBLIC: 'PUBLIC',
  PSC: 'PSC',
};

/** The names of the auth types, as the Cloud SQL connector has them. */
export const AuthTypes: { readonly PASSWORD: 'PASSWORD'; readonly IAM: 'IAM' } = { PASSWORD: 'PASSWORD', IAM: 'IAM' };

/** Which instance is connected to, and how. */
export interface ConnectionOptions {
  /** The instance URI, `projects/…/locations/…/clusters/…/instances/…`. */
  readonly instanceUri: string;
  /**
   * Which address of the instance is dialled.
   * @default 'PRIVATE'
   */
  readonly ipType?: IpType;
  /**
   * How the database user logs in.
   * @default 'PASSWORD'
   */
  readonly authType?: AuthType;
}
