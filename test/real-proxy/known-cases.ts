import type { ProxyFlagsCode } from '../../packages/core/src/proxy-flags/proxy-flags-codes';
import { ownDirectory } from './own-directory';

/** Arguments with one known problem. */
export interface KnownCase {
  readonly code: ProxyFlagsCode | 'instance-uri-shape' | 'instance-uri-with-host' | 'cloud-sql-connection-name';
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const cluster = 'projects/my-project/locations/us-central1/clusters/shop/instances';
export const primary = `${cluster}/primary`;
export const read = `${cluster}/read`;
const email = 'proxy@my-project.iam.gserviceaccount.com';
const long = `/${'d'.repeat(100)}`;
const on = (code: KnownCase['code'], ...args: readonly string[]): KnownCase => ({ code, args });
const env = (code: KnownCase['code'], environment: Readonly<Record<string, string>>, ...args: readonly string[]): KnownCase => ({
  code,
  args,
  environment,
});

/**
 * What the Auth Proxy refuses, and what it takes and should not: at least one case for every code that can be shown with
 * arguments and environment alone. Ports that are not at fault start at 21000; {@link withOwnPorts} sets cases apart.
 */
export const knownCases: readonly KnownCase[] = [
  // Arguments
  on('unknown-flag', '--exit-zero-on-sigterm', primary),
  on('unknown-flag', '--unix-socket-path=/tmp/x', primary),
  on('unknown-flag', '--max=1s', primary),
  on('unknown-flag', '-x', primary),
  on('unknown-flag', '-i=', primary),
  on('unknown-flag', '--prot=21000', primary),
  on('flag-syntax', '---port=21000', primary),
  on('flag-syntax', '--=1', primary),
  on('flag-without-value', primary, '--port'),
  on('flag-without-value', primary, '-a'),
  on('flag-value-refused', '--port=08', primary),
  on('flag-value-refused', '-p=', primary),
  on('flag-value-refused', '--port', primary, primary),
  on('flag-value-refused', '--psc=yes', primary),
  on('flag-value-refused', '--psc=', primary),
  on('flag-value-refused', '--max-connections=-1', primary),
  on('flag-value-refused', '--max-sigterm-delay=30', primary),
  on('flag-value-refused', '--address=localhost', primary),
  on('flag-value-refused', '--address=', primary),
  on('flag-value-refused', '--address=fe80::1%lo', primary),
  on('flag-value-unfit', '--port=80000', primary),
  on('flag-value-unfit', '--port=-1', primary),
  on('flag-value-unfit', '--max-sigterm-delay=-5s', primary),
  on('flag-value-unfit', '--http-port=http-alt', '--health-check', primary),
  on('flag-value-unfit', '--http-address=', '--health-check', '--http-port=21001', primary),
  on('flag-value-unfit', '--alloydbadmin-api-endpoint=127.0.0.1:18080', primary),
  on('flag-value-unfit', '--alloydbadmin-api-endpoint=localhost:18080', primary),
  on('flag-value-unfit', '--alloydbadmin-api-endpoint=example.com', primary),
  on('flag-value-unfit', '--max-connections=18446744073709551615', primary),
  on('flag-value-unfit', '--unix-socket=', primary),
  on('test-flag-ignored', '-test.v', primary),
  on('flag-taken-for-instance', '--port=21000', '--', `--x=${primary}`),
  on('flag-taken-for-instance', '-'),
  on('secret-in-arguments', '--token=not-a-token', primary),
  on('argument-ignored', 'wait', primary, '--max=1ms'),
  on('wait-without-time', 'wait', '--max=0'),
  on('wait-address-without-brackets', 'wait', '--http-address=::1', '--max=1ms'),

  // Instances
  on('query-unreadable', `${primary}?psc;public-ip`),
  on('query-unreadable', `${primary}?port=%zz`),
  on('query-not-utf8', `${primary}?unix-socket=%FF`),
  on('query-parameter-unknown', `${primary}?max-connections=1&port=21000`),
  on('query-parameter-unknown', `${primary}?prot=77&port=21000`),
  on('query-parameter-unknown', `${primary}?publicip=true&port=21000`),
  on('query-parameter-repeated', `${primary}?port=21000&port=21001`),
  on('query-parameter-repeated', `${primary}?port=a&port=b`),
  on('query-parameter-repeated', `${primary}?psc&psc`),
  on('flag-value-refused', `${primary}?auto-iam-authn=1`),
  on('flag-value-refused', `${primary}?psc=yes`),
  on('flag-value-refused', `${primary}?address=localhost`),
  on('flag-value-refused', `${primary}?port=6_000`),
  on('flag-value-refused', `${primary}?port=+21000`),
  on('flag-value-refused', `${primary}?port=21000?psc`),
  on('flag-value-unfit', `${primary}?port=99999`),
  on('flag-value-unfit', `${primary}?port=-1`),
  on('listener-contradiction', '--address=127.0.0.1', '--unix-socket=/tmp', primary),
  on('listener-contradiction', '--port=21000', '--unix-socket=/tmp', primary),
  on('listener-contradiction', `${primary}?address=127.0.0.1&unix-socket=/tmp`),
  on('listener-contradiction', `${primary}?port=21000&unix-socket=/tmp`),
  on('listener-contradiction', `${primary}?address=127.0.0.1&unix-socket-path=/tmp/x`),
  on('listener-contradiction', `${primary}?port=21000&unix-socket-path=/tmp/x`),
  on('listener-contradiction', `${primary}?unix-socket=/tmp&unix-socket-path=/tmp/x`),
  on('instance-port-zero', '--port=21000', `${primary}?port=0`),
  on('instance-uri-shape', '--port=21000', `junk/${primary}/extra`),
  on('instance-uri-with-host', '--port=21000', `//alloydb.googleapis.com/${primary}`),
  on('cloud-sql-connection-name', 'my-project:us-central1:primary'),
  on('instance-uri-shape', ''),
  on('instance-uri-shape', '--', 'wait'),

  // The process as a whole
  on('no-instance', '--quiet'),
  on('no-instance', '--fuse='),
  on('config-file-extension', '--config-file=/etc/proxy.conf', primary),
  on('config-file-extension', '--config-file=/etc/proxy.d/proxy', primary),
  on('instances-in-config-file', '--config-file=/nonexistent/proxy.toml'),
  on('credentials-contradiction', '--token=x', '--credentials-file=/x.json', primary),
  on('credentials-contradiction', '--token=x', '--gcloud-auth', primary),
  on('credentials-contradiction', '--token=x', '--json-credentials={}', primary),
  on('credentials-contradiction', '--gcloud-auth', '--credentials-file=/x.json', primary),
  on('credentials-contradiction', '--json-credentials={}', '--credentials-file=/x.json', primary),
  on('credentials-contradiction', '--json-credentials={}', '-g', primary),
  on('impersonation-with-credential', `--impersonate-service-account=${email}`, '--port=21000', primary),
  on('endpoint-with-universe-domain', '--alloydbadmin-api-endpoint=https://example.com', '--universe-domain=example.com', primary),
  on('fuse-with-connection-test', '--fuse=/tmp', '--run-connection-test'),
  on('public-ip-with-psc', '--public-ip', '--psc', '--port=21000', primary),
  on('public-ip-with-psc', `${primary}?public-ip&psc&port=21000`),
  on('public-ip-with-psc', '--public-ip', `${primary}?psc=t&port=21000`),
  on('auth-modes-mixed', `${primary}?auto-iam-authn=true&port=21000`, `${read}?auto-iam-authn=false&port=21001`),
  on('auth-modes-mixed', '--auto-iam-authn', `${primary}?auto-iam-authn=false&port=21000`),
  on('auth-modes-mixed', `${primary}?port=21000`, `${read}?auto-iam-authn=true&port=21001`),
  on('iam-login-exposed', '--auto-iam-authn', '--address=0.0.0.0', '--port=21000', primary),
  on('iam-login-exposed', '-i', `${primary}?address=0.0.0.0&port=21000`),
  on('unix-socket-overridden', '--unix-socket=/nonexistent', `${primary}?unix-socket=/tmp`),
  on('unix-socket-overridden', `--unix-socket=${ownDirectory}/second`, `${primary}?unix-socket=${ownDirectory}`),
  on('unix-socket-path-too-long', `--unix-socket=${long}`, primary),
  on('unix-socket-taken', '--unix-socket=/nonexistent', primary, primary),
  on('port-zero', '--port=0', primary),
  on('port-zero', '--http-port=0', '--health-check', '--port=21000', primary),
  on('port-counted-too-far', '--port=65535', primary, read),
  on('port-taken', '--port=21000', primary, `${read}?port=21000`),
  on('port-taken', `${primary}?port=21000`, `${read}?port=21000`),
  on('port-taken', '--health-check', '--http-port=21001', '--quitquitquit', '--admin-port=21001', `${primary}?port=21000`),
  on('port-taken', '--health-check', '--http-port=21000', `${primary}?port=21000`),
  on('port-taken', '--quitquitquit', '--admin-port=21000', `${primary}?port=21000`),
  on('port-taken', '--health-check', '--http-address=0.0.0.0', '--http-port=21000', `${primary}?port=21000`),
  on('port-taken', '--health-check', '--http-port=21000', `${primary}?port=21000&address=0.0.0.0`),
  on('port-taken', '--health-check', '--http-port=21000', `${primary}?port=21000&address=::ffff:127.0.0.1`),
  on('flag-without-effect', '--with-backend-check', '--port=21000', primary),
  on('flag-without-effect', '--http-port=21001', '--port=21000', primary),
  on('flag-without-effect', '--http-address=0.0.0.0', '--port=21000', primary),
  on('flag-without-effect', '--telemetry-prefix=x', '--port=21000', primary),
  on('flag-without-effect', '--disable-metrics', '--port=21000', primary),
  on('flag-without-effect', '--disable-traces', '--port=21000', primary),
  on('flag-without-effect', '--login-token=x', '--port=21000', primary),
  on('flag-without-effect', '--prometheus-namespace=x', '--port=21000', primary),
  on('flag-without-effect', '--fuse-tmp-dir=/tmp', '--port=21000', primary),
  on('telemetry-disabled', '--telemetry-project=my-project', '--disable-metrics', '--disable-traces', '--port=21000', primary),
  on('quiet-with-structured-logs', '--quiet', '--structured-logs', '--port=21000', primary),
  on('quiet-with-debug-logs', '--quiet', '--debug-logs', '--port=21000', primary),
  on('exit-zero-skips-delay', '--exit-zero-sigterm', '--min-sigterm-delay=2s', '--port=21000', primary),

  // Environment variables
  env('environment-service-link', { ALLOYDB_PROXY_PORT: 'tcp://10.0.0.1:5432' }, primary),
  env('environment-service-link', { ALLOYDB_PROXY_HTTP_PORT: 'tcp://10.0.0.9:80' }, '--health-check', '--port=21000', primary),
  env('environment-service-link', { ALLOYDB_PROXY_ADMIN_PORT: 'tcp://10.0.0.9:80' }, '--quitquitquit', '--port=21000', primary),
  env('environment-value-dropped', { ALLOYDB_PROXY_MAX_SIGTERM_DELAY: '30' }, '--port=21000', primary),
  env('environment-value-dropped', { ALLOYDB_PROXY_MAX_CONNECTIONS: 'abc' }, '--port=21000', primary),
  env('environment-value-dropped', { ALLOYDB_PROXY_AUTO_IAM_AUTHN: 'yes' }, '--port=21000', primary),
  env('environment-without-effect', { ALLOYDB_PROXY_CONFIG_FILE: '/nonexistent.toml' }, '--port=21000', primary),
  env('environment-without-effect', { ALLOYDB_PROXY_HELP: 'true' }, '--port=21000', primary),
  env('environment-variable-unknown', { ALLOYDB_PROXY_PROT: '21000' }, '--port=21000', primary),
  env('environment-instance-ignored', { ALLOYDB_PROXY_INSTANCE_URI_0: primary, ALLOYDB_PROXY_INSTANCE_URI_2: read }, '--port=21000'),
  env('environment-instance-ignored', { ALLOYDB_PROXY_INSTANCE_URI_1: primary }),
  env('environment-instances-unused', { ALLOYDB_PROXY_INSTANCE_URI: primary }, '--port=21000', read),
  env('environment-instances-unused', { ALLOYDB_PROXY_INSTANCE_URI: primary, ALLOYDB_PROXY_INSTANCE_URI_0: read }, '--port=21000'),
];

/** Codes that arguments and environment alone cannot show on the verified version. */
export const codesWithoutCase: readonly ProxyFlagsCode[] = [
  // FUSE must be there before the Auth Proxy looks at the rest.
  'fuse-ignores-instances',
  // The verified version has all flags.
  'flag-newer-than-version',
];

/** The same case on ports that no other case uses. */
export function withOwnPorts(known: KnownCase, index: number): KnownCase {
  return {
    ...known,
    args: known.args.map((argument) => argument.replace(/\b2100([0-9])\b/g, (_, digit) => `${21_000 + 10 * index + Number(digit)}`)),
  };
}
