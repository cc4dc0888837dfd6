import { describe, expect, it } from 'vitest';
import { Connection } from '../connection/connection';
import { builtInConnection, iamConnection } from '../connection/connection.fixture';
import { ModelError } from '../errors/model-error';
import { defineAuthProxy } from './auth-proxy';
import type { AuthProxyOptions } from './auth-proxy-options';

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
        '  - options.maxConnections: 0 is not a whole number of at least 1. Put a whole number of at least 1 here.',
        '  - options.image.version: The tag "latest" moves: what runs depends on when a node pulled it. Write a version such as "1.17.1", or set image.allowMovingTag to true if a moving tag is what you want.',
      ].join('\n'),
    );
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
    [
      { resources: { memory: 'much' } },
      'options.resources.memory: "much" is not a quantity of memory. Write it as Kubernetes does, as in "128Mi".',
    ],
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

describe('the escape hatches', () => {
  it('take any flag that has no option, and say so in an annotation', () => {
    const model = defineAuthProxy({ connection: iamConnection, flags: { userAgent: ['orders/1.4'] } });
    expect(model.flags.userAgent).toEqual(['orders/1.4']);
    expect(model.annotations).toEqual({ 'alloydb-gke.dev/escape-hatches': 'flags.userAgent' });
  });

  it('say in an annotation that the version is not verified', () => {
    const model = defineAuthProxy({ connection: iamConnection, image: { version: '1.17.2' } });
    expect(model.annotations).toEqual({ 'alloydb-gke.dev/unverified-proxy-version': '1.17.2' });
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
    [{ flags: { fuse: '/sql' } }, 'options.flags.fuse: The proxy\'s flag "fuse" needs FUSE, which the container does not have. Remove it.'],
    [{ flags: { userAgents: 'x' } }, 'options.flags: There is no field "userAgents" here. Did you mean "userAgent"?'],
    [
      { overrides: { container: { args: [] } } },
      'options.overrides.container.args: overrides.container changes "args", which the library must know. Use "flags" instead.',
    ],
    [
      { overrides: { container: { startupProbe: { httpGet: { host: '127.0.0.1' } } } } },
      'options.overrides.container.startupProbe.httpGet.host: A probe has the host "127.0.0.1": the kubelet would ask that host, not the pod, and Pod Security refuses such a pod. Remove the host.',
    ],
  ])('refuse %j', (options, message) => {
    expect(messageOf(options)).toBe(message);
    expect(messageOf(options)).not.toContain('very-secret');
  });

  it('open no IAM login to the pod network', () => {
    expect(messageOf({ flags: { address: '0.0.0.0' } })).toContain(
      'options.flags.address: IAM login is on, and instances[0] (my-primary) listens on 0.0.0.0. Everybody who reaches that address is logged in without a password. Listen on 127.0.0.1, the default.',
    );
  });
});

function specOf(connection: Connection): Parameters<typeof Connection.of>[0] {
  const { version: _, $schema: __, ...spec } = connection.toJSON();
  return spec as Parameters<typeof Connection.of>[0];
}
