import { describe, expect, it } from 'vitest';
import { applyDefaults } from './apply-defaults';
import type { ProxyPolicy } from './proxy-policy';

describe('what an organisation says', () => {
  const organisation: ProxyPolicy = {
    image: { registry: 'mirror.example/alloydb', version: '1.17.1' },
    sidecar: 'classic',
    debugLogs: true,
  };

  it('holds where the service says nothing', () => {
    expect(applyDefaults({}, organisation)).toEqual(organisation);
  });

  it('gives way to what the service says, inside groups too', () => {
    expect(applyDefaults({ image: { version: '1.17.2' }, debugLogs: false }, organisation)).toEqual({
      image: { registry: 'mirror.example/alloydb', version: '1.17.2' },
      sidecar: 'classic',
      debugLogs: false,
    });
  });

  it('keeps its digest to its own version and variant', () => {
    const pinned: ProxyPolicy = { image: { registry: 'mirror.example/alloydb', version: '1.17.1', digest: 'sha256:a' } };
    const imageWith = (image: ProxyPolicy['image']): ProxyPolicy['image'] => applyDefaults({ ...(image && { image }) }, pinned).image;
    expect(imageWith({ version: '1.18.0' })).toEqual({ registry: 'mirror.example/alloydb', version: '1.18.0' });
    expect(imageWith({ variant: 'alpine' })).toEqual({ registry: 'mirror.example/alloydb', version: '1.17.1', variant: 'alpine' });
    expect(imageWith({ version: '1.18.0', digest: 'sha256:b' })?.digest).toBe('sha256:b');
    expect(imageWith({ version: '1.17.1', registry: 'other.example' })?.digest).toBe('sha256:a');
    expect(imageWith(undefined)?.digest).toBe('sha256:a');
  });

  it('holds against undefined, which says nothing', () => {
    const service = { sidecar: undefined, image: { registry: undefined } } as unknown as ProxyPolicy;
    expect(applyDefaults(service, organisation)).toEqual(organisation);
  });
});
