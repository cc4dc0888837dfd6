import { describe, expect, it } from 'vitest';
import { problemText } from '../errors/problem';
import { type CheckOptions, checkInvocation } from './check-invocation';
import type { InstanceFlags, ProxyFlags } from './proxy-invocation';
import { severityOf } from './severity';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';

const check = (flags: object, own: object = {}, options?: CheckOptions): readonly string[] =>
  checkInvocation({ flags: flags as ProxyFlags, instances: [{ uri: primary, flags: own as InstanceFlags }] }, options).map(problemText);

describe('an invocation without a problem', () => {
  it('may have everything that fits together', () => {
    const flags: ProxyFlags = {
      address: '127.0.0.1',
      autoIamAuthn: true,
      maxConnections: 500,
      healthCheck: true,
      withBackendCheck: true,
      prometheus: true,
      prometheusNamespace: 'orders',
      httpAddress: '0.0.0.0',
      httpPort: 9090,
      adminPort: 9091,
      maxSigtermDelay: '10s',
      exitZeroSigterm: true,
      structuredLogs: true,
      impersonateServiceAccount: ['proxy@my-project.iam.gserviceaccount.com'],
      telemetryProject: 'my-project',
      telemetrySampleRate: 100,
    };
    const instances = [
      { uri: primary, flags: { port: 5432 } },
      { uri: primary.replace('primary', 'read'), flags: { port: 5433, psc: true } },
    ];
    expect(checkInvocation({ flags, instances })).toEqual([]);
  });

  it('may serve the same instance twice', () => {
    const instances = [5432, 5433].map((port) => ({ uri: primary, flags: { port } }));
    expect(checkInvocation({ flags: {}, instances })).toEqual([]);
  });

  it('may name a port of the admin server that is not on', () => {
    expect(check({ adminPort: 9191 })).toEqual([]);
  });
});

describe('a value that does not keep to its rule', () => {
  it.each([
    [
      { address: 'localhost' },
      {},
      'refused',
      'proxy.flags.address: --address is "localhost". It must be an IP address such as 127.0.0.1. Correct the value, or leave --address out.',
    ],
    [
      {},
      { address: 'localhost' },
      'refused',
      'proxy.instances[0].flags.address: ?address is "localhost". It must be an IP address such as 127.0.0.1. Correct the value, or leave ?address out.',
    ],
    [
      { maxConnections: -1 },
      {},
      'refused',
      'proxy.flags.maxConnections: --max-connections is -1. It must be a whole number from 0 to 9007199254740991. Correct the value, or leave --max-connections out.',
    ],
    [
      { port: 1.5 },
      {},
      'refused',
      'proxy.flags.port: --port is 1.5. It must be a port number from 1 to 65535. Correct the value, or leave --port out.',
    ],
    [
      { port: 80000 },
      {},
      'stricter',
      'proxy.flags.port: --port is 80000. It must be a port number from 1 to 65535. Correct the value, or leave --port out.',
    ],
    [
      {},
      { port: -1 },
      'stricter',
      'proxy.instances[0].flags.port: ?port is -1. It must be a port number from 1 to 65535. Correct the value, or leave ?port out.',
    ],
    [{ psc: 'yes' }, {}, 'refused', 'proxy.flags.psc: --psc is "yes". It must be true or false. Correct the value, or leave --psc out.'],
    [
      { maxSigtermDelay: '30' },
      {},
      'refused',
      'proxy.flags.maxSigtermDelay: --max-sigterm-delay is "30". It must be a duration with a unit, of zero or more, such as 30s or 1m30s. Correct the value, or leave --max-sigterm-delay out.',
    ],
    [
      { maxSigtermDelay: '-5s' },
      {},
      'stricter',
      'proxy.flags.maxSigtermDelay: --max-sigterm-delay is "-5s". It must be a duration with a unit, of zero or more, such as 30s or 1m30s. Correct the value, or leave --max-sigterm-delay out.',
    ],
    [
      { alloydbadminApiEndpoint: '127.0.0.1:18080' },
      {},
      'stricter',
      'proxy.flags.alloydbadminApiEndpoint: --alloydbadmin-api-endpoint is "127.0.0.1:18080". It must be an http or https URL such as https://alloydb.googleapis.com. Correct the value, or leave --alloydbadmin-api-endpoint out.',
    ],
    [
      { healthCheck: true, httpAddress: '' },
      {},
      'stricter',
      'proxy.flags.httpAddress: --http-address is "". It must be an IP address such as 0.0.0.0, or localhost. Correct the value, or leave --http-address out.',
    ],
    [
      { impersonateServiceAccount: ['proxy'] },
      {},
      'stricter',
      'proxy.flags.impersonateServiceAccount: --impersonate-service-account is ["proxy"]. It must be e-mails of IAM service accounts with commas between them, the target first. Correct the value, or leave --impersonate-service-account out.',
    ],
    [
      { impersonateServiceAccount: 'proxy' },
      {},
      'stricter',
      'proxy.flags.impersonateServiceAccount: --impersonate-service-account is "proxy". It must be a list of e-mails of IAM service accounts, the target first. Correct the value, or leave --impersonate-service-account out.',
    ],
    [
      { userAgent: 'orders' },
      {},
      'stricter',
      'proxy.flags.userAgent: --user-agent is "orders". It must be a list of words in printable ASCII, as in ["orders/1.4"]. Correct the value, or leave --user-agent out.',
    ],
    [
      { help: true },
      {},
      'refused',
      'proxy.flags.help: The Auth Proxy has no flag "--help". Remove it: with --help the program prints something and ends.',
    ],
    [
      {},
      { unixSocket: 'run' },
      'stricter',
      'proxy.instances[0].flags.unixSocket: ?unix-socket is "run". It must be an absolute path. Correct the value, or leave ?unix-socket out.',
    ],
    [
      { token: 'abc' },
      {},
      'stricter',
      'proxy.flags.token: --token is a secret. It must be text, and not empty. Correct the value, or leave --token out.',
    ],
    [
      { token: '' },
      {},
      'stricter',
      'proxy.flags.token: --token is "". It must be text, and not empty. Correct the value, or leave --token out.',
    ],
    [
      { maxConection: 5 },
      {},
      'refused',
      'proxy.flags.maxConection: The Auth Proxy has no flag "--max-conection". Did you mean --max-connections?',
    ],
    [
      {},
      { maxConnections: 5 },
      'refused',
      'proxy.instances[0].flags.maxConnections: The Auth Proxy has no flag "?max-connections". Write --max-connections: it holds for the whole process.',
    ],
  ])('%j %j is %s', (flags, own, severity, message) => {
    expect(check(flags, own)).toEqual([message]);
    const [first] = checkInvocation({ flags: flags as ProxyFlags, instances: [{ uri: primary, flags: own as InstanceFlags }] });
    expect(severityOf(first ?? { code: '' }).kind).toBe(severity);
  });
});

describe('an instance URI', () => {
  it('is checked by its own strict grammar, which is stricter than that of the Auth Proxy', () => {
    const problems = checkInvocation({ flags: {}, instances: [{ uri: `junk/${primary}/extra`, flags: {} }] });
    expect(problems.map(problemText)).toEqual([
      `proxy.instances[0].uri: "junk/${primary}/extra" is not an instance URI: "junk" stands where "projects" belongs. Write "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE" and nothing around it.`,
    ]);
    expect(severityOf(problems[0] ?? { code: '' })).toEqual({
      kind: 'stricter',
      reason:
        'The Auth Proxy looks for something like an instance URI anywhere in the text, and fails at the first connection with anything else.',
    });
  });
});

describe('a flag that stands where an instance belongs', () => {
  it('is shown without its value', () => {
    const problems = checkInvocation({ flags: {}, instances: ['--token=abc', '-'].map((uri) => ({ uri, flags: {} })) });
    expect(problems.map(problemText)).toEqual([
      'proxy.instances[0].uri: "--token…" starts like a flag and stands where an instance URI belongs: behind "--", or as a single dash. Write flags before "--", or leave "--" out.',
      'proxy.instances[1].uri: "-" starts like a flag and stands where an instance URI belongs: behind "--", or as a single dash. Write flags before "--", or leave "--" out.',
    ]);
  });
});

describe('problems', () => {
  it('come all at once, under the path that the caller names', () => {
    const flags = { publicIp: true, psc: true, quiet: true, structuredLogs: true, address: 'here' };
    expect(
      checkInvocation({ flags, instances: [{ uri: 'x', flags: { port: 0 } }] }, { path: 'spec.args' }).map(
        ({ code, path }) => `${path} ${code}`,
      ),
    ).toEqual([
      'spec.args.flags.address flag-value-refused',
      'spec.args.instances[0].uri instance-uri-shape',
      'spec.args.instances[0] public-ip-with-psc',
      'spec.args.instances[0].flags.port instance-port-zero',
      'spec.args.flags.quiet quiet-with-structured-logs',
    ]);
  });

  it('include flags that the chosen version does not have yet', () => {
    expect(check({ universeDomain: 'example.com' }, {}, { version: '1.16.0' })).toEqual([
      'proxy.flags.universeDomain: --universe-domain came with Auth Proxy 1.17.0, and version 1.16.0 is chosen. Use version 1.17.0 or newer, or remove the flag.',
    ]);
    expect(check({ universeDomain: 'example.com' }, {}, { version: '1.17.0' })).toEqual([]);
    expect(check({ universeDomain: 'example.com' }, {}, { version: 'latest' })).toEqual([]);
  });
});
