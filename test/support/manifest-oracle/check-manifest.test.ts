import { describe, expect, it } from 'vitest';
import { checkManifest } from './check-manifest';
import { kindTable } from './kind-table';
import { mistakeTable, withMistake } from './mistake-table';
import { modelNamed } from './model-catalogue';
import { rightManifest, rightManifestNames } from './right-manifests';

describe('the manifest oracle', () => {
  it.each(rightManifestNames)('has nothing against a right %s', (name) => {
    expect(checkManifest(rightManifest(name))).toEqual([]);
  });

  it.each(mistakeTable.map((mistake) => [mistake.what, mistake] as const))('catches %s', (_what, mistake) => {
    const complaints = checkManifest(withMistake(mistake));
    expect(complaints[0]).toEqual(mistake.complaint);
  });

  it.each(kindTable.map(({ kind, model }) => [kind, model]))('has a model for %s', (_kind, model) => {
    expect(modelNamed(model)?.fields.has('metadata')).toBe(true);
  });

  it('finds two mistakes at once', () => {
    const manifest = withMistake({ into: 'deployment', at: 'spec replica', value: 3 });
    expect(checkManifest({ ...manifest, specs: {} })).toEqual([
      { path: 'spec.replica', message: 'unknown field of V1DeploymentSpec' },
      { path: 'specs', message: 'unknown field of V1Deployment' },
    ]);
  });

  it('says what it cannot judge', () => {
    expect(checkManifest({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'x' } })).toEqual([
      { path: '', message: 'unknown kind: Widget of example.com/v1' },
    ]);
    expect(checkManifest(undefined)).toEqual([{ path: '', message: 'a manifest has an apiVersion and a kind' }]);
  });

  it('knows the volumes that a StatefulSet claims', () => {
    const manifest = withMistake({
      into: 'stateful-set',
      at: 'spec template spec containers 0 volumeMounts',
      value: [{ name: 'data', mountPath: '/data' }],
    });
    const claim = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
    expect(checkManifest(manifest)).toHaveLength(1);
    expect(checkManifest({ ...manifest, spec: { ...(manifest as { spec?: object }).spec, volumeClaimTemplates: [claim] } })).toEqual([]);
  });
});
