/** The scope for the Admin API. */
export const apiScope = 'https://www.googleapis.com/auth/cloud-platform';

/** The scope for logins to instances and databases. Source: https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth */
export const loginScope = 'https://www.googleapis.com/auth/alloydb.login';
