import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The shell of a developer who works with Google Cloud and other databases: everything in it leads away from the emulator. */
export interface DevelopersShell extends Disposable {
  readonly environment: Readonly<Record<string, string>>;
}

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:1';

export function developersShell(): DevelopersShell {
  const home = mkdtempSync(join(tmpdir(), 'alloydb-gke-developer-'));
  const credentials = JSON.stringify({ type: 'authorized_user', client_id: 'a', client_secret: 'b', refresh_token: 'c' });
  const file = join(home, '.config', 'gcloud', 'application_default_credentials.json');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, credentials);
  writeFileSync(join(home, '.pgpass'), '*:*:*:*:the password of another database\n', { mode: 0o600 });
  const environment = {
    HOME: home,
    CLOUDSDK_CONFIG: join(file, '..'),
    GOOGLE_APPLICATION_CREDENTIALS: file,
    GOOGLE_CLOUD_PROJECT: 'another-project',
    GOOGLE_CLOUD_QUOTA_PROJECT: 'another-project',
    GOOGLE_CLOUD_UNIVERSE_DOMAIN: 'example.com',
    GOOGLE_API_USE_CLIENT_CERTIFICATE: 'true',
    GOOGLE_API_USE_MTLS_ENDPOINT: 'always',
    GCE_METADATA_HOST: '127.0.0.1:1',
    GCE_METADATA_ROOT: '127.0.0.1:1',
    NO_GCE_CHECK: 'true',
    ...{ HTTP_PROXY: nowhere, http_proxy: nowhere, HTTPS_PROXY: nowhere, https_proxy: nowhere, ALL_PROXY: nowhere, grpc_proxy: nowhere },
    ...{ NO_PROXY: '*', no_proxy: 'googleapis.com' },
    ...{ SSL_CERT_FILE: '/dev/null', REQUESTS_CA_BUNDLE: '/dev/null', GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: '/dev/null' },
    ALLOYDB_PROXY_TOKEN: 'a token of another project',
    ALLOYDB_PROXY_CREDENTIALS_FILE: file,
    ALLOYDB_PROXY_IMPERSONATE_SERVICE_ACCOUNT: 'other@another-project.iam.gserviceaccount.com',
    ALLOYDB_PROXY_PORT: 'tcp://10.0.0.1:5432',
    ALLOYDB_PROXY_PUBLIC_IP: 'true',
    ALLOYDB_PROXY_ALLOYDBADMIN_API_ENDPOINT: nowhere,
    ALLOYDB_PROXY_HEALTH_CHECK: 'true',
    ALLOYDB_PROXY_HTTP_PORT: 'tcp://10.0.0.1:80',
    PGHOSTADDR: '192.0.2.1',
    PGHOST: 'db.example.com',
    PGPASSWORD: 'the password of another database',
    PGSSLMODE: 'verify-full',
    PGSSLROOTCERT: '/nonexistent',
    PGOPTIONS: '-c statement_timeout=1 -c search_path=nowhere',
    PGSERVICE: 'nowhere',
    PGTARGETSESSIONATTRS: 'standby',
    PGREQUIREAUTH: 'scram-sha-256',
    PGCHANNELBINDING: 'require',
  };
  return { environment, [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }) };
}
