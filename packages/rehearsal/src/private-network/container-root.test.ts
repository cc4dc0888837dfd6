import { describe, expect, it } from 'vitest';
import type { ContainerPlan } from '../pod-plan/pod-plan';
import { proxyPath, type RootPlan, rootScript } from './container-root';

function script(container: Partial<ContainerPlan>, plan: Partial<RootPlan> = {}): string {
  const whole = { mounts: [], readOnlyRootFilesystem: true, ...container } as Partial<ContainerPlan> as ContainerPlan;
  return rootScript({
    container: whole,
    root: '/shm/tree',
    devices: '/shm/dev',
    volumes: { data: '/shm/data', keys: '/shm/keys' },
    programs: { '/alloydb-auth-proxy': "/opt/o'hara/proxy" },
    files: {},
    withSystem: false,
    ...plan,
  });
}

describe('the script that makes the file system of a container', () => {
  it('quotes what it is told', () => {
    expect(script({})).toContain(`mount --bind '/opt/o'\\''hara/proxy' /shm/tree/alloydb-auth-proxy`);
  });

  it('lets nothing but volumes be written with a read-only root file system', () => {
    expect(script({})).not.toContain('mode=1777');
    expect(script({ readOnlyRootFilesystem: false })).toMatch(/mode=1777 \S+ \S+tmp/);
    for (const readOnlyRootFilesystem of [true, false]) expect(script({ readOnlyRootFilesystem })).toMatch(/remount,ro,bind \S*tree\S*\n$/);
  });

  it('leaves the root file system to root where the container runs as root', () => {
    expect(script({ runAsUser: 0, readOnlyRootFilesystem: false })).not.toContain('remount,ro');
  });

  it('mounts volumes from the outside in, read-only ones so', () => {
    const mounts = [
      { volume: 'keys', mountPath: '/data/keys', readOnly: true },
      { volume: 'data', mountPath: '/data', readOnly: false },
    ];
    const lines = script({ mounts }).split('\n');
    const at = (path: string): number => lines.findIndex((line) => line.startsWith('mount --bind') && line.includes(path));
    expect(at('/shm/tree/data/keys')).toBeGreaterThan(at('/shm/data'));
    expect(lines.filter((line) => line.includes('remount,ro')).join('\n')).toContain('/shm/tree/data/keys');
  });
});

describe('the place of the Auth Proxy', () => {
  it('is that of its image, or of an image of one’s own', () => {
    expect(proxyPath({ commandLine: ['/alloydb-auth-proxy'] })).toBe('/alloydb-auth-proxy');
    expect(proxyPath({ commandLine: ['/usr/local/bin/alloydb-auth-proxy'] })).toBe('/usr/local/bin/alloydb-auth-proxy');
    expect(proxyPath({ commandLine: ['sh', '-c', 'alloydb-auth-proxy'] })).toBe('/alloydb-auth-proxy');
  });
});
