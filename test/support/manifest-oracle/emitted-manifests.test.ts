import { expect, it } from 'vitest';
import { checkManifest } from './check-manifest';
import { emittedManifests, exampleNames } from './emitted-manifests';

const files = await emittedManifests();

it('every example emits a manifest', () => {
  expect(exampleNames()).toContain('article');
  for (const example of exampleNames()) {
    expect(files.map(({ file }) => file)).toContainEqual(expect.stringContaining(`examples/${example}/`));
  }
});

it.each(files.map(({ file, objects }) => [file, objects] as const))('the manifest oracle has nothing against %s', (_file, objects) => {
  expect(objects.flatMap(checkManifest)).toEqual([]);
});
