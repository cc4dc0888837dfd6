import { describe, expect, it } from 'vitest';
import { cacheFolder } from './folders.mjs';

describe('the cache folder', () => {
  it('is ALLOYDB_GKE_CACHE where that is set', () => {
    expect(cacheFolder({ ALLOYDB_GKE_CACHE: '/big/disk', XDG_CACHE_HOME: '/x', HOME: '/h' }, 'linux')).toBe('/big/disk');
  });

  it('is in XDG_CACHE_HOME, else in the user’s cache folder of the platform', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/x', HOME: '/h' }, 'linux')).toBe('/x/alloydb-gke');
    expect(cacheFolder({ HOME: '/h' }, 'linux')).toBe('/h/.cache/alloydb-gke');
    expect(cacheFolder({ HOME: '/h' }, 'darwin')).toBe('/h/Library/Caches/alloydb-gke');
  });
});
