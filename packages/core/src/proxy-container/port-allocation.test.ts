import { describe, expect, it } from 'vitest';
import { iamConnection } from '../connection/connection.fixture';
import { defineAuthProxy } from './auth-proxy';
import type { AuthProxyOptions } from './auth-proxy-options';
import { allocatePorts, type TakenPort } from './port-allocation';

const allocate = (options: Partial<AuthProxyOptions>, taken: readonly [number, TakenPort][] = []): ReturnType<typeof allocatePorts> =>
  allocatePorts(defineAuthProxy({ connection: iamConnection, ...options }), new Map(taken));

const application: TakenPort = { holder: 'container "app"', isProxy: false };
const proxy: TakenPort = { holder: 'container "other-proxy"', isProxy: true };

describe('the ports of a proxy', () => {
  it('are 5432 and up, 9090 and 9091 in a pod that declares none of them', () => {
    expect(allocate({})).toEqual({ ports: [{ instances: { primary: 5432, read: 5433 }, http: 9090, admin: 9091 }], clashes: [] });
  });

  it('are taken as the user chose them', () => {
    expect(allocate({ ports: { primary: 6000 }, httpPort: 9191, adminPort: 9292 }).ports).toEqual([
      { instances: { primary: 6000, read: 5432 }, http: 9191, admin: 9292 },
    ]);
  });

  it('differ between processes', () => {
    expect(allocate({ processes: 'one-per-instance' }).ports).toEqual([
      { instances: { primary: 5432 }, http: 9090, admin: 9091 },
      { instances: { read: 5433 }, http: 9092, admin: 9093 },
    ]);
  });

  it('move past those of another proxy', () => {
    const taken: [number, TakenPort][] = [5432, 5433, 9090, 9091].map((port) => [port, proxy]);
    expect(allocate({}, taken)).toEqual({ ports: [{ instances: { primary: 5434, read: 5435 }, http: 9092, admin: 9093 }], clashes: [] });
  });

  it('of health and admin server move past those of the application; those of instances do not', () => {
    const { ports, clashes } = allocate({}, [
      [9090, application],
      [5433, application],
    ]);
    expect(ports).toEqual([{ instances: { primary: 5432, read: 5433 }, http: 9091, admin: 9092 }]);
    expect(clashes).toEqual([{ port: 5433, ours: 'the instance "read"', holder: 'container "app"', option: 'ports: { read: … }' }]);
  });

  it('clash where the user chose one that somebody has', () => {
    expect(allocate({ httpPort: 8080 }, [[8080, application]]).clashes).toEqual([
      { port: 8080, ours: 'the health server', holder: 'container "app"', option: 'httpPort' },
    ]);
  });
});
