/** The two ways to authenticate to AlloyDB, with the name that each interface gives it. */
export const authModes = {
  iam: {
    inProse: 'IAM authentication',
    connector: 'IAM',
    adminApi: 'ALLOYDB_IAM_USER',
    gcloud: 'IAM_BASED',
    metadataExchange: 'AUTO_IAM',
    /** Value of the proxy's flag for automatic IAM database authentication. */
    autoIamAuthn: true,
  },
  'built-in': {
    inProse: 'built-in authentication',
    connector: 'PASSWORD',
    adminApi: 'ALLOYDB_BUILT_IN',
    gcloud: 'BUILT_IN',
    metadataExchange: 'DB_NATIVE',
    autoIamAuthn: false,
  },
} as const;

/** How the application's database user logs in: `iam` (a token, no password) or `built-in` (a PostgreSQL password). */
export type AuthMode = keyof typeof authModes;

/** The auth modes, in the order in which they are told. */
export const authModeNames: readonly AuthMode[] = ['iam', 'built-in'];
