import { defineAuthProxy, injectProxy, type Manifest, podTemplatePath } from '@alloydb-gke/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authProxyOptions } from '../support/arbitraries/auth-proxy-arbitrary';
import { workload } from '../support/arbitraries/workload-arbitrary';

type Json = { [field: string]: unknown };

const podTemplateOf = (manifest: Manifest): Json =>
  (podTemplatePath(manifest.apiVersion ?? '', manifest.kind ?? '') ?? []).reduce<unknown>(
    (value, field) => (value as Json)[field],
    manifest,
  ) as Json;

const specOf = (manifest: Manifest): Json => podTemplateOf(manifest)['spec'] as Json;
const listOf = (spec: Json, list: string): Json[] => (spec[list] as Json[] | undefined) ?? [];

/** The manifest with everything taken out that was not in the manifest before and may be the proxy's. */
function withoutOurs(manifest: Manifest, before: Manifest): Manifest {
  const result = structuredClone(manifest) as Json;
  const spec = specOf(result as Manifest);
  const old = specOf(before);
  for (const list of ['containers', 'initContainers']) {
    const names = new Set(listOf(old, list).map((container) => container['name']));
    const kept = listOf(spec, list).filter((container) => names.has(container['name']));
    if (old[list] === undefined) delete spec[list];
    else spec[list] = kept;
    for (const [index, container] of kept.entries()) {
      for (const field of ['env', 'volumeMounts']) {
        const original = listOf(old, list)[index]?.[field] as Json[] | undefined;
        if (original === undefined) delete container[field];
        else container[field] = (container[field] as Json[]).slice((container[field] as Json[]).length - original.length);
      }
    }
  }
  for (const field of ['terminationGracePeriodSeconds', 'serviceAccountName']) if (old[field] === undefined) delete spec[field];
  if (old['volumes'] === undefined) delete spec['volumes'];
  else spec['volumes'] = listOf(spec, 'volumes').slice(0, listOf(old, 'volumes').length);
  removeAnnotations(result as Manifest, before);
  return result as Manifest;
}

function removeAnnotations(manifest: Manifest, before: Manifest): void {
  const template = podTemplateOf(manifest);
  const metadata = template['metadata'] as Json | undefined;
  if (metadata) delete metadata['annotations'];
  if (podTemplateOf(before)['metadata'] === undefined) delete template['metadata'];
}

describe('injecting the proxy', () => {
  it('twice is injecting it once', () => {
    fc.assert(
      fc.property(workload, authProxyOptions, (manifest, options) => {
        const proxy = defineAuthProxy(options);
        const once = injectProxy(manifest, proxy);
        expect(injectProxy(once, proxy)).toEqual(once);
        expect(JSON.stringify(injectProxy(once, proxy))).toBe(JSON.stringify(once));
      }),
    );
  });

  it('never changes a field that is not its own, nor the manifest that it was given', () => {
    fc.assert(
      fc.property(workload, authProxyOptions, (manifest, { overrides: _, ...options }) => {
        const before = structuredClone(manifest);
        const injected = injectProxy(manifest, defineAuthProxy(options));
        expect(manifest).toEqual(before);
        expect(withoutOurs(injected, manifest)).toEqual(manifest);
      }),
    );
  });

  it('puts native sidecars before every other init container, and classic ones behind the application', () => {
    fc.assert(
      fc.property(workload, authProxyOptions, (manifest, options) => {
        const spec = specOf(injectProxy(manifest, defineAuthProxy(options)));
        const names = (list: string): unknown[] => listOf(spec, list).map((container) => container['name']);
        const processes = options.processes === 'one-per-instance' ? options.connection.instances.length : 1;
        const isOurs = (name: unknown): boolean => String(name).startsWith('alloydb-auth-proxy');
        const native = (options.sidecar ?? options.defaults?.sidecar ?? 'native') === 'native';
        const ours = native ? names('initContainers').slice(0, processes) : names('containers').slice(1);
        expect(ours).toHaveLength(processes);
        expect(ours.every(isOurs)).toBe(true);
        expect(names(native ? 'containers' : 'initContainers').some(isOurs)).toBe(false);
      }),
    );
  });

  it('leaves the pod more time than the application and the proxy need to drain', () => {
    fc.assert(
      fc.property(workload, authProxyOptions, fc.integer({ min: 0, max: 120 }), (manifest, options, applicationDrainSeconds) => {
        const spec = specOf(injectProxy(manifest, defineAuthProxy({ ...options, applicationDrainSeconds })));
        const proxyDrain = Math.max(
          ...[...listOf(spec, 'initContainers'), ...listOf(spec, 'containers')]
            .flatMap((container) => (container['args'] as string[] | undefined) ?? [])
            .map((argument) => Number(/^--max-sigterm-delay=([0-9]+)s$/.exec(argument)?.[1] ?? 0)),
        );
        expect(spec['terminationGracePeriodSeconds']).toBeGreaterThan(applicationDrainSeconds + proxyDrain);
      }),
    );
  });
});
