import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Connection } from '../connection/connection';
import { builtInConnection, iamConnection } from '../connection/connection.fixture';
import { ModelError } from '../errors/model-error';
import { defineAuthProxy } from './auth-proxy';
import type { AuthProxyOptions } from './auth-proxy-options';
import { authProxyFields } from './option-fields';

const messageOf = (options: object): string => {
  try {
    defineAuthProxy({ connection: iamConnection, ...options } as AuthProxyOptions);
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    throw error;
  }
  throw new Error('The options were accepted.');
};

describe('the options of the proxy', () => {
  it('need a connection and nothing else', () => {
    expect(() => defineAuthProxy({ connection: builtInConnection })).not.toThrow();
    expect(messageOf({ connection: undefined })).toBe(
      'options: The field "connection" is missing. Set "connection", who reaches which database how, a Connection.',
    );
    expect(messageOf({ connection: { auth: 'iam' } })).toBe(
      'options.connection: {"auth":"iam"} is not a Connection. Make one with Connection.of({ … }) or Connection.parse(document).',
    );
  });

  it('take a connection that another copy of this package made', () => {
    const foreign = { toJSON: () => iamConnection.toJSON() } as unknown as Connection;
    expect(defineAuthProxy({ connection: foreign }).connection).toEqual(iamConnection);
  });

  it('are all checked at once', () => {
    expect(messageOf({ sidecars: 'native', maxConnections: 0, image: { version: 'latest' } })).toBe(
      [
        '3 problems:',
        '  - options: There is no field "sidecars" here. Did you mean "sidecar"?',
        '  - options.maxConnections: 0 is not a whole number from 1 to 262143. Put a whole number from 1 to 262143 here.',
        '  - options.image.version: The tag "latest" moves: what runs depends on when a node pulled it. Write a version such as "1.17.1", or set image.allowMovingTag to true if a moving tag is what you want.',
      ].join('\n'),
    );
  });

  it('are checked together with the flags that follow from them, and each mistake is said once', () => {
    expect(
      messageOf({ maxConnections: 0, adminApiEndpoint: 5, telemetry: { project: 7 }, flags: { userAgent: 'orders', token: 'x' } }),
    ).toBe(
      [
        '5 problems:',
        '  - options.adminApiEndpoint: 5 is not text. Put text here.',
        '  - options.telemetry.project: 7 is not text. Put text here.',
        '  - options.maxConnections: 0 is not a whole number from 1 to 262143. Put a whole number from 1 to 262143 here.',
        '  - options.flags.token: The proxy\'s flag "token" carries a secret, and a manifest is no place for it. Use Workload Identity (connection.identity), or mount a key file and name it with flags.credentialsFile.',
        '  - options.flags.userAgent: --user-agent is "orders". It must be a list of words in printable ASCII, as in ["orders/1.4"]. Correct the value, or leave --user-agent out.',
      ].join('\n'),
    );
  });

  it('are checked without a connection as far as that goes', () => {
    const options = { connection: undefined, ports: { any: 80, read: 5440 }, environment: { libpq: 1 }, containers: [5] };
    expect(messageOf(options)).toBe(
      [
        '4 problems:',
        '  - options: The field "connection" is missing. Set "connection", who reaches which database how, a Connection.',
        '  - options.ports.any: 80 is not a port. Use a whole number from 1024 to 65535: the proxy does not run as root.',
        '  - options.containers[0]: 5 is not text. Put text here.',
        '  - options.environment.libpq: 1 is not true or false. Put true or false here.',
      ].join('\n'),
    );
  });

  it.each(['0.5', '1.290abc', '2.0', '1', ''])('refuse %j as the Kubernetes version', (kubernetesVersion) => {
    expect(messageOf({ kubernetesVersion })).toBe(
      `options.kubernetesVersion: "${kubernetesVersion}" is not a Kubernetes version. Write the minor version, as in "1.29".`,
    );
  });

  it('refuse probes that would ask the database for as long as the pod runs', () => {
    expect(messageOf({ verify: 'startup', probes: { readiness: true } })).toBe(
      'options.probes.readiness: A readiness probe asks "/startup" for as long as the pod runs. With verify "startup" each of these requests dials the database, and an outage of the database takes every pod out of its Service. Remove probes.readiness, or set verify to "once" or "none".',
    );
    expect(messageOf({ verify: 'startup', probes: { method: 'exec', liveness: true } })).toBe(
      'options.probes.liveness: An exec liveness probe runs "wait", which asks "/startup". With verify "startup" each of these requests dials the database, and an outage of the database restarts the proxy. Set probes.method to "http", remove probes.liveness, or set verify to "once" or "none".',
    );
    const accepted = [
      { verify: 'startup', probes: { liveness: true } },
      { verify: 'once', probes: { readiness: true } },
    ] as const;
    for (const options of accepted) expect(() => defineAuthProxy({ connection: iamConnection, ...options })).not.toThrow();
  });

  it('refuse a native sidecar where Kubernetes has none', () => {
    expect(messageOf({ kubernetesVersion: '1.28' })).toBe(
      'options.kubernetesVersion: Kubernetes 1.28 has no native sidecars: its API server drops restartPolicy from the init container without a word, and the pod never starts. Run Kubernetes 1.29 or newer, or set sidecar to "classic".',
    );
    expect(() => defineAuthProxy({ connection: iamConnection, kubernetesVersion: '1.28', sidecar: 'classic' })).not.toThrow();
    expect(() => defineAuthProxy({ connection: iamConnection, kubernetesVersion: 'v1.33.2-gke.100' })).not.toThrow();
    expect(messageOf({ kubernetesVersion: 'newest' })).toBe(
      'options.kubernetesVersion: "newest" is not a Kubernetes version. Write the minor version, as in "1.29".',
    );
  });

  it('refuse more connections than the server accepts, and stay below them by default', () => {
    const connection = Connection.of({ ...specOf(iamConnection), server: { maxConnections: 200 } });
    expect(defineAuthProxy({ connection }).flags.maxConnections).toBe(200);
    expect(messageOf({ connection, maxConnections: 300 })).toBe(
      'options.maxConnections: maxConnections is 300, and the database server accepts 200 in all. Lower maxConnections, so that the connections of all pods together stay below the limit of the server.',
    );
  });

  it.each([
    [{ ports: { rad: 5440 } }, 'options.ports.rad: The connection has no instance "rad". Its instances are primary, read.'],
    [
      { ports: { read: 80 } },
      'options.ports.read: 80 is not a port. Use a whole number from 1024 to 65535: the proxy does not run as root.',
    ],
    [
      { ports: { read: 9090 }, httpPort: 9090 },
      'options.httpPort: Port 9090 is given to options.ports.read and to options.httpPort. Give one of them another port.',
    ],
    [
      { after: 'mesh', sidecar: 'classic' },
      'options.after: "after" is set to "mesh", and a classic sidecar has no place among the init containers. Remove "after", or set sidecar to "native".',
    ],
    [
      { applicationQuitsProxy: true },
      'options.applicationQuitsProxy: applicationQuitsProxy is set, and a native sidecar ends by itself when the Job is done. Remove applicationQuitsProxy.',
    ],
    [
      { containerName: 'Proxy' },
      'options.containerName: "Proxy" cannot be the name of a container. Use 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
    ],
    [{ resources: { memory: 'much' } }, 'options.resources.memory: "much" is not a quantity of memory. Write it as in "128Mi" or "1.5Gi".'],
    [
      { ports: [5432] },
      'options.ports: [5432] is not an object with the port of each instance. Put an object with the port of each instance here.',
    ],
    [{ ports: 5555 }, 'options.ports: 5555 is not an object with the port of each instance.'],
    [{ ports: null }, 'options.ports: null is not an object with the port of each instance.'],
    [
      { processes: 'one-per-instance', containerName: 'x'.repeat(60) },
      `options.containerName: The container of the instance "read" would be called "${'x'.repeat(60)}-read", which has 65 characters, and 63 are allowed. Shorten containerName.`,
    ],
    [
      { resources: { cpuLimit: '50m', cpuRequest: '0.1' } },
      'options.resources.cpuLimit: The CPU limit is "50m" and the CPU request "100m": an API server refuses a limit below the request. Raise cpuLimit, or lower cpuRequest.',
    ],
    [
      { resources: { cpuRequest: '9'.repeat(30) } },
      `options.resources.cpuRequest: "${'9'.repeat(30)}" of CPU is nothing that a proxy can run with. Use "1m" to "1000".`,
    ],
    [{ resources: { memory: '1' } }, 'options.resources.memory: "1" of memory is nothing that a proxy can run with. Use "32Mi" to "1Ti".'],
    [{ resources: { memory: '1Mi' } }, 'options.resources.memory: "1Mi" of memory is nothing that'],
    [{ resources: { memory: '2Ti' } }, 'options.resources.memory: "2Ti" of memory is nothing that'],
    [{ resources: { cpuLimit: '1e3' } }, 'options.resources.cpuLimit: "1e3" is not a quantity of CPU. Write it as in "100m" or "0.5".'],
    [{ maxConnections: 1e15 }, 'options.maxConnections: 1000000000000000 is not a whole number from 1 to 262143.'],
    [{ probes: { startupSeconds: 1e12 } }, 'options.probes.startupSeconds: 1000000000000 is not a whole number from 1 to 604800.'],
    [{ proxyDrainSeconds: 1e12 }, 'options.proxyDrainSeconds: 1000000000000 is not a whole number from 0 to 604800.'],
    [{ applicationDrainSeconds: 1e12 }, 'options.applicationDrainSeconds: 1000000000000 is not a whole number from 0 to 604800.'],
    [{ environment: null }, 'options.environment: null is not an object.'],
    [{ prometheus: true }, 'options.prometheus: true is not an object. Write an object with the fields namespace.'],
    [{ defaults: { labels: 'x' } }, 'options.defaults.labels: "x" is not an object of labels. Put an object of labels here.'],
    [{ defaults: { labels: { team: 1 } } }, 'options.defaults.labels.team: 1 is not text.'],
    [{ defaults: { labels: { 'a b': 'x' } } }, 'options.defaults.labels: "a b" cannot be the name of a label or an annotation.'],
    [{ defaults: { labels: { team: '!' } } }, 'options.defaults.labels.team: "!" cannot be the value of a label.'],
    [{ sidecar: 'modern' }, 'options.sidecar: "modern" is not a value that this field can have. Use "native" or "classic".'],
    [{ defaults: { image: {}, team: 'x' } }, 'options.defaults: There is no field "team" here.'],
    [
      { adminApiEndpoint: 'https://example.com', universeDomain: 'example.com' },
      'options.flags: --alloydbadmin-api-endpoint and --universe-domain are both set, and each names the Admin API. Keep one of them.',
    ],
    [
      { telemetry: { project: 'my-project', traces: false, metrics: false } },
      'options.telemetry: --telemetry-project has no effect with both --disable-metrics and --disable-traces. Remove one of the two, or --telemetry-project.',
    ],
  ])('are refused with %j', (options, message) => {
    expect(messageOf(options)).toContain(message);
  });
});

describe('whatever stands in an option', () => {
  const field = fc.constantFrom(...Object.keys(authProxyFields));
  const anything = fc.oneof(
    fc.anything(),
    fc.dictionary(
      fc.constantFrom('image', 'probes', 'telemetry', 'labels', 'resources', 'container', 'read', 'memory', 'port'),
      fc.anything(),
    ),
  );

  it('ends in a model or in the one error', () => {
    fc.assert(
      fc.property(fc.dictionary(field, anything, { maxKeys: 3 }), (options) => {
        try {
          defineAuthProxy({ connection: iamConnection, ...options } as unknown as AuthProxyOptions);
        } catch (error) {
          expect(error).toBeInstanceOf(ModelError);
        }
      }),
    );
  });
});

describe('the CPU request', () => {
  it('is lowered to a limit below the default', () => {
    expect(defineAuthProxy({ connection: iamConnection, resources: { cpuLimit: '50m' } }).resources).toMatchObject({
      limits: { cpu: '50m' },
      requests: { cpu: '50m' },
    });
  });
});

describe('what an organisation says', () => {
  it('is switched off by a service with false', () => {
    const defaults = { prometheus: { namespace: 'acme' }, telemetry: { project: 'watching' } };
    const { flags } = defineAuthProxy({ connection: iamConnection, defaults, prometheus: false, telemetry: false });
    expect(flags).toEqual(defineAuthProxy({ connection: iamConnection }).flags);
    expect(defineAuthProxy({ connection: iamConnection, defaults: { prometheus: false }, prometheus: {} }).flags.prometheus).toBe(true);
  });

  it('is corrected where it was said', () => {
    expect(messageOf({ defaults: { image: { versoin: '1.17.1' } } })).toBe(
      'options.defaults.image: There is no field "versoin" here. Did you mean "version"?',
    );
    expect(messageOf({ defaults: { resources: { memory: 'much' }, maxConnections: 0 }, resources: { cpuRequest: 'x' } })).toBe(
      [
        '3 problems:',
        '  - options.defaults.maxConnections: 0 is not a whole number from 1 to 262143. Put a whole number from 1 to 262143 here.',
        '  - options.resources.cpuRequest: "x" is not a quantity of CPU. Write it as in "100m" or "0.5".',
        '  - options.defaults.resources.memory: "much" is not a quantity of memory. Write it as in "128Mi" or "1.5Gi".',
      ].join('\n'),
    );
  });

  it('is corrected at the service where both together are wrong', () => {
    expect(messageOf({ defaults: { verify: 'startup' }, probes: { readiness: true } })).toContain('options.probes.readiness: ');
  });

  it('is no problem where the service says otherwise', () => {
    const options = { defaults: { kubernetesVersion: '1.28' }, sidecar: 'classic' } as const;
    expect(() => defineAuthProxy({ connection: iamConnection, ...options })).not.toThrow();
  });

  it('may have a digest without a version, with a word about it', () => {
    const image = { digest: `sha256:${'0123456789abcdef'.repeat(4)}` };
    expect(defineAuthProxy({ connection: iamConnection, defaults: { image } }).notices).toContain(
      'image.digest is set without image.version: version 1.17.1 is written beside it, and a later release of this library may name another. Say the version that the digest is of.',
    );
  });
});

describe('the escape hatches', () => {
  it('take any flag that has no option, and say so in an annotation', () => {
    const model = defineAuthProxy({ connection: iamConnection, flags: { userAgent: ['orders/1.4'] } });
    expect(model.flags.userAgent).toEqual(['orders/1.4']);
    expect(model.annotations).toEqual({ 'alloydb-gke.dev/escape-hatches': 'alloydb-auth-proxy/flags.userAgent' });
  });

  it('say in an annotation that the version is not verified', () => {
    const model = defineAuthProxy({ connection: iamConnection, image: { version: '1.17.2' } });
    expect(model.annotations).toEqual({ 'alloydb-gke.dev/unverified-proxy-version': 'alloydb-auth-proxy/1.17.2' });
    expect(model.notices).toContain('Auth Proxy 1.17.2 is not verified: everything here was verified against version 1.17.1.');
  });

  it.each([
    [
      { flags: { port: 6432 } },
      'options.flags.port: The proxy\'s flag "port" follows from an option, and is set as a flag as well. Use the option "ports" instead.',
    ],
    [
      { flags: { token: 'very-secret' } },
      'options.flags.token: The proxy\'s flag "token" carries a secret, and a manifest is no place for it. Use Workload Identity (connection.identity), or mount a key file and name it with flags.credentialsFile.',
    ],
    [
      { flags: { httpAddress: '127.0.0.1' } },
      'options.flags.httpAddress: The proxy\'s flag "http-address" follows from an option, and is set as a flag as well. Use the option "probes" instead.',
    ],
    ...['::1', '127.0.0.2', '0.0.0.0'].map((address): [object, string] => [
      { flags: { address } },
      'options.flags.address: The proxy\'s flag "address" cannot be set. The proxy listens on 127.0.0.1: there the application looks for it, and nobody outside the pod reaches it. Remove it.',
    ]),
    [{ flags: { help: true } }, 'options.flags.help: With its flag "help" the proxy prints something and ends. Remove it.'],
    [
      { overrides: { container: 'x' } },
      'options.overrides.container: "x" is not an object to merge into the proxy\'s container. Put an object to merge into the proxy\'s container here.',
    ],
    [
      { overrides: { container: [1] } },
      "options.overrides.container: [1] is not an object to merge into the proxy's container. Put an object to merge into the proxy's container here.",
    ],
    [
      { overrides: { podSpec: 'ab' } },
      'options.overrides.podSpec: "ab" is not an object to merge into the pod\'s spec. Put an object to merge into the pod\'s spec here.',
    ],
    [{ flags: { fuse: '/sql' } }, 'options.flags.fuse: The proxy\'s flag "fuse" needs FUSE, which the container does not have. Remove it.'],
    [{ flags: { userAgents: 'x' } }, 'options.flags: There is no field "userAgents" here. Did you mean "userAgent"?'],
    [
      { overrides: { container: { args: [] } } },
      'options.overrides.container.args: overrides.container changes "args", which the rest of the pod depends on. Use flags.',
    ],
    [
      { overrides: { container: { startupProbe: { httpGet: { host: '127.0.0.1' } } } } },
      'options.overrides.container.startupProbe: overrides.container changes "startupProbe", which the rest of the pod depends on. Use probes.',
    ],
    [
      { overrides: { container: { env: [{ name: 'ALLOYDB_PROXY_TOKEN', value: 'very-secret' }] } } },
      'options.overrides.container.env[0]: overrides.container sets the variable "ALLOYDB_PROXY_TOKEN", which the proxy reads as a flag. Use the option or the flag that it stands for. A secret belongs in neither.',
    ],
    [
      { overrides: { podSpec: { terminationGracePeriodSeconds: 1, hostNetwork: true } } },
      [
        '2 problems:',
        '  - options.overrides.podSpec.terminationGracePeriodSeconds: overrides.podSpec changes "terminationGracePeriodSeconds", which the rest of the pod depends on. Use applicationDrainSeconds, or the field of the workload itself.',
        '  - options.overrides.podSpec.hostNetwork: overrides.podSpec changes "hostNetwork", which the rest of the pod depends on. Use the pod\'s own network.',
      ].join('\n'),
    ],
  ])('refuse %j', (options, message) => {
    expect(messageOf(options)).toBe(message);
    expect(messageOf(options)).not.toContain('very-secret');
  });
});

function specOf(connection: Connection): Parameters<typeof Connection.of>[0] {
  const { version: _, $schema: __, ...spec } = connection.toJSON();
  return spec as Parameters<typeof Connection.of>[0];
}
