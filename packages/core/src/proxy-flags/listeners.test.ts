import { describe, expect, it } from 'vitest';
import { collide, listenersOf, type TcpListener } from './listeners';
import type { InstanceFlags, ProxyFlags } from './proxy-invocation';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const listeners = (flags: ProxyFlags, ...instances: readonly InstanceFlags[]): readonly string[] =>
  listenersOf({ flags, instances: instances.map((own) => ({ uri: primary, flags: own })) }).map((listener) =>
    listener.network === 'unix' ? listener.path : `${listener.server} ${listener.address} ${listener.port}`,
  );

describe('what the Auth Proxy listens on', () => {
  it('is counted from 5432 for instances without a port of their own', () => {
    expect(listeners({}, {}, { port: 6000 }, {})).toEqual([
      'database 127.0.0.1 5432',
      'database 127.0.0.1 6000',
      'database 127.0.0.1 5433',
    ]);
    expect(listeners({ port: 7000, address: '::1' }, {}, { port: 0, address: '127.0.0.2' })).toEqual([
      'database ::1 7000',
      'database 127.0.0.2 7001',
    ]);
  });

  it('is a Unix socket where a directory is given, but not where an instance has a port or an address of its own', () => {
    expect(listeners({ unixSocket: '/run' }, {}, { port: 6000 }, { address: '127.0.0.2' })).toEqual([
      '/run/my-project.us-central1.shop.primary/.s.PGSQL.5432',
      'database 127.0.0.1 6000',
      'database 127.0.0.2 5432',
    ]);
  });

  it('has an HTTP server and an admin server only where something is on them', () => {
    expect(listeners({ httpPort: 1, adminPort: 2 })).toEqual([]);
    expect(listeners({ healthCheck: true, quitquitquit: true })).toEqual(['http 127.0.0.1 9090', 'admin 127.0.0.1 9091']);
    expect(listeners({ prometheus: true, httpAddress: '0.0.0.0', httpPort: 1, debug: true, adminPort: 2 })).toEqual([
      'http 0.0.0.0 1',
      'admin 127.0.0.1 2',
    ]);
  });

  it('is no database port with FUSE', () => {
    expect(listeners({ fuse: '/mnt', healthCheck: true }, {})).toEqual(['http 127.0.0.1 9090']);
  });
});

describe('two listeners', () => {
  const at = (address: string, port = 5432): TcpListener => ({ network: 'tcp', server: 'database', address, port, isCounted: false });

  it('collide on the same port of the same address, or of all addresses', () => {
    expect(collide(at('127.0.0.1'), at('127.0.0.1'))).toBe(true);
    expect(collide(at('127.0.0.1'), at('::ffff:127.0.0.1'))).toBe(true);
    expect(collide(at('0.0.0.0'), at('127.0.0.1'))).toBe(true);
    expect(collide(at('0.0.0.0'), at('::1'))).toBe(true);
    expect(collide(at('127.0.0.1'), at('::'))).toBe(true);
  });

  it('do not collide otherwise', () => {
    expect(collide(at('127.0.0.1'), at('127.0.0.2'))).toBe(false);
    expect(collide(at('127.0.0.1'), at('::1'))).toBe(false);
    expect(collide(at('127.0.0.1', 1), at('127.0.0.1', 2))).toBe(false);
    expect(collide(at('127.0.0.1', 0), at('127.0.0.1', 0))).toBe(false);
  });
});
