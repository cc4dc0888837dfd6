import { describe, expect, it } from 'vitest';
import { checkManifest } from './check-manifest';
import { exampleNames, manifestFilesOf } from './emitted-manifests';

it('the article is among the examples', () => {
  expect(exampleNames()).toContain('article');
});

describe.each(exampleNames())('the example %s', (example) => {
  it('has written manifests', () => {
    expect(manifestFilesOf(example)).not.toEqual([]);
  });

  it.each(manifestFilesOf(example).map(({ file, objects }) => [file, objects] as const))('has nothing wrong in %s', (_file, objects) => {
    expect(objects.flatMap(checkManifest)).toEqual([]);
  });
});
