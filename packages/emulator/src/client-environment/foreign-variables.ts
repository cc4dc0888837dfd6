import { proxyVariables } from '@alloydb-gke/core';

/**
 * What libpq and its descendants (psql, pgx, node-postgres) read, and which is meant for another database here.
 * Source: https://www.postgresql.org/docs/current/libpq-envars.html
 */
export const libpqVariables: readonly string[] = [
  ...['PGHOST', 'PGHOSTADDR', 'PGPORT', 'PGDATABASE', 'PGUSER', 'PGPASSWORD', 'PGPASSFILE', 'PGSERVICE', 'PGSERVICEFILE', 'PGOPTIONS'],
  ...['PGSSLMODE', 'PGSSLNEGOTIATION', 'PGREQUIRESSL', 'PGSSLCERT', 'PGSSLKEY', 'PGSSLCERTMODE', 'PGSSLROOTCERT', 'PGSSLCRL'],
  ...['PGSSLCRLDIR', 'PGSSLSNI', 'PGSSLCOMPRESSION', 'PGSSLMINPROTOCOLVERSION', 'PGSSLMAXPROTOCOLVERSION'],
  ...['PGREQUIREAUTH', 'PGCHANNELBINDING', 'PGREQUIREPEER', 'PGGSSENCMODE', 'PGGSSLIB', 'PGGSSDELEGATION', 'PGKRBSRVNAME'],
  ...['PGMINPROTOCOLVERSION', 'PGMAXPROTOCOLVERSION', 'PGTARGETSESSIONATTRS', 'PGLOADBALANCEHOSTS', 'PGCONNECT_TIMEOUT'],
  ...['PGAPPNAME', 'PGCLIENTENCODING', 'PGDATESTYLE', 'PGTZ', 'PGGEQO', 'PGSYSCONFDIR', 'PGLOCALEDIR'],
];

/**
 * By which Google's libraries find credentials, a project and endpoints before they ask the metadata server.
 * Sources: cloud.google.com/go/auth 0.20 (credentials/detect.go, internal/transport), google-auth 2 for Python
 * (google/auth/environment_vars.py), google-auth-library and gcp-metadata for Node.js
 */
const googleVariables: readonly string[] = [
  ...['GOOGLE_APPLICATION_CREDENTIALS', 'google_application_credentials'],
  ...['GOOGLE_CLOUD_PROJECT', 'google_cloud_project', 'GCLOUD_PROJECT', 'gcloud_project', 'CLOUDSDK_CORE_PROJECT'],
  ...['GOOGLE_CLOUD_QUOTA_PROJECT', 'GOOGLE_CLOUD_UNIVERSE_DOMAIN', 'CLOUDSDK_ACTIVE_CONFIG_NAME'],
  ...['GOOGLE_API_USE_CLIENT_CERTIFICATE', 'GOOGLE_API_USE_MTLS', 'GOOGLE_API_USE_MTLS_ENDPOINT', 'GOOGLE_API_CERTIFICATE_CONFIG'],
  ...['CLOUDSDK_CONTEXT_AWARE_USE_CLIENT_CERTIFICATE', 'CLOUDSDK_CONTEXT_AWARE_CERTIFICATE_CONFIG_FILE_PATH'],
  ...['EXPERIMENTAL_GOOGLE_API_USE_S2A', 'GOOGLE_AUTH_TRUST_BOUNDARY_ENABLED'],
  ...['GCE_METADATA_HOST', 'GCE_METADATA_IP', 'GCE_METADATA_ROOT', 'GCE_METADATA_MTLS_MODE', 'METADATA_SERVER_DETECTION', 'NO_GCE_CHECK'],
];

/** The ways past the proxy of the emulator, and to another one. gRPC has names of its own. */
const networkVariables: readonly string[] = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy', 'grpc_proxy', 'no_grpc_proxy'];

/** Every variable of a developer's shell that could lead a client elsewhere than to the emulator. */
export const foreignVariables: readonly string[] = [...googleVariables, ...networkVariables, ...proxyVariables, ...libpqVariables];
