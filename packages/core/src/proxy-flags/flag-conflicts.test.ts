import { describe, expect, it } from 'vitest';
import { problemText } from '../errors/problem';
import { checkInvocation } from './check-invocation';
import { flagConflicts } from './flag-conflicts';
import type { InstanceFlags, ProxyFlags } from './proxy-invocation';
import { severityOf } from './severity';

const cluster = 'projects/my-project/locations/us-central1/clusters/shop/instances';
const uris = [`${cluster}/primary`, `${cluster}/read`, `${cluster}/read-eu`];
const email = 'proxy@my-project.iam.gserviceaccount.com';
const long = `/${'d'.repeat(80)}`;

interface Case {
  readonly flags: ProxyFlags;
  readonly own?: readonly InstanceFlags[];
  readonly severity: 'refused' | 'stricter';
  readonly messages: readonly string[];
}

const one: readonly InstanceFlags[] = [{}];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'no-instance': [
    {
      flags: {},
      own: [],
      severity: 'refused',
      messages: [
        'proxy.instances: No instance is given. Add an instance URI: projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE.',
      ],
    },
  ],
  'instances-in-config-file': [
    {
      flags: { configFile: '/etc/proxy.toml' },
      own: [],
      severity: 'stricter',
      messages: [
        'proxy.instances: No instance is given, and whether "/etc/proxy.toml" names one cannot be seen from here. Write the instance URIs as arguments.',
      ],
    },
  ],
  'config-file-extension': [
    {
      flags: { configFile: '/etc/proxy.d/proxy' },
      severity: 'refused',
      messages: [
        'proxy.flags.configFile: --config-file is "/etc/proxy.d/proxy", and the Auth Proxy knows the format of the file by its extension alone. Name it with .toml, .yaml, .yml or .json.',
      ],
    },
  ],
  'public-ip-with-psc': [
    {
      flags: { publicIp: true, psc: true },
      severity: 'stricter',
      messages: [
        'proxy.instances[0]: --public-ip and --psc both hold for instances[0] (primary). Keep the one that the instance is configured for.',
      ],
    },
    {
      flags: { publicIp: true },
      own: [{ psc: false }, { psc: true }, { psc: true, publicIp: false }],
      severity: 'stricter',
      messages: [
        'proxy.instances[1]: --public-ip and --psc both hold for instances[1] (read). Keep the one that the instance is configured for.',
      ],
    },
  ],
  'fuse-with-connection-test': [
    {
      flags: { fuse: '/mnt', runConnectionTest: true },
      own: [],
      severity: 'refused',
      messages: [
        'proxy.flags.runConnectionTest: --run-connection-test is set together with --fuse, which has no instances to test. Remove --run-connection-test.',
      ],
    },
  ],
  'fuse-ignores-instances': [
    {
      flags: { fuse: '/mnt' },
      severity: 'stricter',
      messages: [
        'proxy.instances[0]: With --fuse the Auth Proxy does not listen for instances[0] (primary). Remove --fuse, or the instances.',
      ],
    },
  ],
  'credentials-contradiction': [
    {
      flags: { token: 'hidden', jsonCredentials: 'hidden', gcloudAuth: true },
      severity: 'refused',
      messages: [
        'proxy.flags: --token, --json-credentials and --gcloud-auth are all set, and the Auth Proxy takes one credential. Keep one of them, or none of them with Workload Identity.',
      ],
    },
  ],
  'impersonation-with-credential': [
    {
      flags: { impersonateServiceAccount: [email], credentialsFile: '/key.json' },
      severity: 'stricter',
      messages: [
        'proxy.flags.credentialsFile: --impersonate-service-account starts from --credentials-file, which does not last or does not work for that. Remove --credentials-file, and let the impersonation start from Workload Identity.',
      ],
    },
  ],
  'endpoint-with-universe-domain': [
    {
      flags: { alloydbadminApiEndpoint: 'https://example.com', universeDomain: 'example.com' },
      severity: 'refused',
      messages: [
        'proxy.flags: --alloydbadmin-api-endpoint and --universe-domain are both set, and each names the Admin API. Keep one of them.',
      ],
    },
  ],
  'auth-modes-mixed': [
    {
      flags: {},
      own: [{ autoIamAuthn: true }, { autoIamAuthn: false }, {}],
      severity: 'stricter',
      messages: ['(read)', '(read-eu)'].map(
        (name, index) =>
          `proxy.instances[${index + 1}].flags.autoIamAuthn: IAM login is on, and it is not meant for instances[${index + 1}] ${name}. One process has one login mode, so a password login there would fail. Set --auto-iam-authn for the whole process, and run a second Auth Proxy for instances with built-in authentication.`,
      ),
    },
    {
      flags: { autoIamAuthn: true },
      own: [{ autoIamAuthn: false }],
      severity: 'stricter',
      messages: [
        'proxy.instances[0].flags.autoIamAuthn: IAM login is on, and it is not meant for instances[0] (primary). One process has one login mode, so a password login there would fail. Set --auto-iam-authn for the whole process, and run a second Auth Proxy for instances with built-in authentication.',
      ],
    },
  ],
  'iam-login-exposed': [
    {
      flags: { autoIamAuthn: true, address: '0.0.0.0' },
      own: [{}, { address: '::1' }],
      severity: 'stricter',
      messages: [
        'proxy.flags.address: IAM login is on, and instances[0] (primary) listens on 0.0.0.0. Everybody who reaches that address is logged in without a password. Listen on 127.0.0.1, the default.',
      ],
    },
    {
      flags: {},
      own: [{ address: '10.0.0.1', autoIamAuthn: true }],
      severity: 'stricter',
      messages: [
        'proxy.instances[0].flags.address: IAM login is on, and instances[0] (primary) listens on 10.0.0.1. Everybody who reaches that address is logged in without a password. Listen on 127.0.0.1, the default.',
      ],
    },
  ],
  'listener-contradiction': [
    {
      flags: { address: '127.0.0.1', unixSocket: '/run' },
      severity: 'refused',
      messages: [
        'proxy.flags: --address and --unix-socket are both set, and they contradict each other. Use a TCP port and address, or one Unix socket.',
      ],
    },
    {
      flags: {},
      own: [{ port: 0, unixSocket: '/run', unixSocketPath: '/run/x' }],
      severity: 'refused',
      messages: [
        'proxy.instances[0].flags: ?port and ?unix-socket are both set, and they contradict each other. Use a TCP port and address, or one Unix socket.',
        'proxy.instances[0].flags: ?port and ?unix-socket-path are both set, and they contradict each other. Use a TCP port and address, or one Unix socket.',
        'proxy.instances[0].flags: ?unix-socket and ?unix-socket-path are both set, and they contradict each other. Use a TCP port and address, or one Unix socket.',
      ],
    },
  ],
  'unix-socket-overridden': [
    {
      flags: { unixSocket: '/run' },
      own: [{ unixSocket: '/own' }],
      severity: 'stricter',
      messages: [
        'proxy.instances[0].flags.unixSocket: ?unix-socket of instances[0] (primary) is ignored, because --unix-socket is set for the process. Remove one of them, or use ?unix-socket-path for the instance.',
      ],
    },
  ],
  'unix-socket-path-too-long': [
    {
      flags: { unixSocket: long },
      severity: 'refused',
      messages: [
        `proxy.instances[0]: The Unix socket of instances[0] (primary) would be ${long}/my-project.us-central1.shop.primary/.s.PGSQL.5432, 131 bytes long. Linux allows 107. Use a shorter directory, or a TCP port.`,
      ],
    },
  ],
  'unix-socket-taken': [
    {
      flags: {},
      own: [{ unixSocketPath: '/run/x' }, { unixSocketPath: '/run//x/' }],
      severity: 'refused',
      messages: [
        'proxy.instances[1]: The Unix socket /run/x/.s.PGSQL.5432 is used by instances[0] (primary) and by instances[1] (read). Give each a path of its own with ?unix-socket-path.',
      ],
    },
  ],
  'port-zero': [
    {
      flags: { port: 0, healthCheck: true, httpPort: 0 },
      severity: 'stricter',
      messages: [
        'proxy.flags.port: --port is 0, so the Auth Proxy would listen on a random free port. Name the port.',
        'proxy.flags.httpPort: --http-port is 0, so the Auth Proxy would listen on a random free port. Name the port.',
      ],
    },
  ],
  'instance-port-zero': [
    {
      flags: {},
      own: [{}, { port: 0 }],
      severity: 'stricter',
      messages: [
        'proxy.instances[1].flags.port: The port of the instance is 0, which the Auth Proxy takes for none. It would listen on port 5433, counted from --port. Give the instance the port that the application connects to.',
      ],
    },
  ],
  'port-counted-too-far': [
    {
      flags: { port: 65535 },
      own: [{}, {}],
      severity: 'refused',
      messages: [
        'proxy.instances[1]: instances[1] (read) has no port of its own and would get 65536, counted from --port. The last port is 65535. Give every instance its own port.',
      ],
    },
  ],
  'port-taken': [
    {
      flags: { port: 6432 },
      own: [{}, { port: 6432 }],
      severity: 'refused',
      messages: [
        'proxy.instances[1].flags.port: Port 6432 is taken twice: by instances[0] (primary), counted from --port, and by instances[1] (read). Give each a port of its own. Instances take ?port=, the HTTP server takes --http-port, the admin server takes --admin-port.',
      ],
    },
    {
      flags: { healthCheck: true, httpPort: 9091, httpAddress: '0.0.0.0', debug: true },
      severity: 'refused',
      messages: [
        'proxy.flags.adminPort: Port 9091 is taken twice: by the HTTP server, and by the admin server. Give each a port of its own. Instances take ?port=, the HTTP server takes --http-port, the admin server takes --admin-port.',
      ],
    },
    {
      flags: { prometheus: true, httpPort: 5432 },
      severity: 'refused',
      messages: [
        'proxy.flags.httpPort: Port 5432 is taken twice: by instances[0] (primary), counted from --port, and by the HTTP server. Give each a port of its own. Instances take ?port=, the HTTP server takes --http-port, the admin server takes --admin-port.',
      ],
    },
  ],
  'flag-without-effect': [
    {
      flags: { withBackendCheck: true },
      severity: 'stricter',
      messages: [
        'proxy.flags.withBackendCheck: --with-backend-check has no effect without --health-check. Add --health-check, or remove --with-backend-check.',
      ],
    },
    {
      flags: { httpPort: 9190 },
      severity: 'stricter',
      messages: [
        'proxy.flags.httpPort: --http-port has no effect without --health-check or --prometheus. Add --health-check or --prometheus, or remove --http-port.',
      ],
    },
    {
      flags: { disableTraces: true },
      severity: 'stricter',
      messages: [
        'proxy.flags.disableTraces: --disable-traces has no effect without --telemetry-project. Add --telemetry-project, or remove --disable-traces.',
      ],
    },
    {
      flags: { loginToken: 'hidden' },
      severity: 'stricter',
      messages: [
        'proxy.flags.loginToken: --login-token has no effect without --auto-iam-authn. Add --auto-iam-authn, or remove --login-token.',
      ],
    },
  ],
  'telemetry-disabled': [
    {
      flags: { telemetryProject: 'my-project', disableMetrics: true, disableTraces: true },
      severity: 'stricter',
      messages: [
        'proxy.flags.telemetryProject: --telemetry-project has no effect with both --disable-metrics and --disable-traces. Remove one of the two, or --telemetry-project.',
      ],
    },
  ],
  'quiet-with-structured-logs': [
    {
      flags: { quiet: true, structuredLogs: true },
      severity: 'stricter',
      messages: [
        'proxy.flags.quiet: --quiet turns --structured-logs off: what is left of the log is plain text. Keep --structured-logs and filter by severity where the logs are read.',
      ],
    },
  ],
  'quiet-with-debug-logs': [
    {
      flags: { quiet: true, debugLogs: true },
      severity: 'stricter',
      messages: ['proxy.flags.quiet: --quiet drops what --debug-logs asks for. Keep one of them.'],
    },
  ],
  'exit-zero-skips-delay': [
    {
      flags: { exitZeroSigterm: true, minSigtermDelay: '2s' },
      severity: 'stricter',
      messages: [
        'proxy.flags.minSigtermDelay: --min-sigterm-delay is "2s", and --exit-zero-sigterm makes the Auth Proxy skip it and stop accepting connections at once. Remove one of them. A native sidecar needs no delay, a classic sidecar can end with exit code 143.',
      ],
    },
  ],
};

describe('the table of conflicts', () => {
  it('has a test for each row, and no row twice', () => {
    expect(flagConflicts.map(({ code }) => code).sort()).toEqual(Object.keys(cases).sort());
  });

  it.each(Object.entries(cases).flatMap(([code, all]) => all.map((each) => [code, each.flags, each.own ?? one, each] as const)))(
    '%s: %j %j',
    (code, flags, own, { severity, messages }) => {
      const invocation = { flags, instances: own.map((each, index) => ({ uri: uris[index] ?? '', flags: each })) };
      const found = checkInvocation(invocation).filter((problem) => problem.code === code);
      expect(found.map(problemText)).toEqual(messages);
      expect(severityOf({ code }).kind).toBe(severity);
    },
  );
});

describe('what does not conflict', () => {
  it.each<[ProxyFlags, readonly InstanceFlags[]]>([
    [{ publicIp: true }, [{ psc: true, publicIp: false }]],
    [{ publicIp: true, psc: true }, [{ psc: false }]],
    [{ autoIamAuthn: true }, [{}, { autoIamAuthn: true }]],
    [{}, [{ autoIamAuthn: true }, { autoIamAuthn: true }]],
    [{ address: '0.0.0.0' }, [{}]],
    [{ autoIamAuthn: true, address: '127.0.0.9' }, [{}]],
    [{ unixSocket: '/run' }, [{ port: 5432 }]],
    [{ unixSocket: '/run' }, [{ unixSocketPath: '/run/x' }]],
    [{ healthCheck: true, httpPort: 5432 }, [{ address: '127.0.0.2' }]],
    [{ loginToken: 'hidden' }, [{ autoIamAuthn: true }]],
    [{ fuse: '/mnt', fuseTmpDir: '/tmp' }, []],
    [{ exitZeroSigterm: true, minSigtermDelay: '0s' }, [{}]],
    [{ disableTraces: false }, [{}]],
    [{ impersonateServiceAccount: [email] }, [{}]],
    [{ configFile: '/etc/proxy.yml' }, [{}]],
  ])('%j %j', (flags, own) => {
    expect(checkInvocation({ flags, instances: own.map((each, index) => ({ uri: uris[index] ?? '', flags: each })) })).toEqual([]);
  });
});
