import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type ManifestDifference, type ManifestValue, present } from '../../../examples/article/difference';
import { differences } from '../../../examples/article/differences-table';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import { isBelow, type Json, manifestValues, valueAt } from './manifest-values';

const folder = join(repositoryFolder, 'examples', 'article');
const readText = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');
const textOf = (auth: string): string =>
  readdirSync(join(folder, 'dist', auth))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readText('dist', auth, file))
    .join('---\n');
const valuesOf = (text: string): ReadonlyMap<string, Json> =>
  manifestValues(parseAllDocuments(text).flatMap((document) => (document.contents === null ? [] : [document.toJS() as Json])));

const articleText = readText('the-article.yaml');
const ourText = { 'built-in': textOf('built-in'), iam: textOf('iam') };
const article = valuesOf(articleText);
const ours = { 'built-in': valuesOf(ourText['built-in']), iam: valuesOf(ourText.iam) };

const inManifest = differences.flatMap(({ title, inManifest: change }) => (change === undefined ? [] : [{ title, change }]));
const variants = ['built-in', 'iam'] as const;
type Variant = (typeof variants)[number];

/** The values of a row that one of our results has. */
const saidOf = (
  { values }: ManifestDifference,
  variant: Variant,
): readonly (readonly [path: string, there: ManifestValue, here: ManifestValue])[] =>
  Object.entries(values).flatMap(([path, [there, here, only]]) =>
    only === undefined || only === variant ? [[path, there, here] as const] : [],
  );

/** What the table says of a value: itself, or only that there is one. */
const asSaid = (found: Json, said: Json): Json => (said === present && found !== undefined ? present : found);

describe('the table of differences from the article', () => {
  it('has all 27 numbers, once each', () => {
    const numbers = differences.flatMap(({ number }) => number ?? []);
    expect(numbers).toEqual(Array.from({ length: 27 }, (_, index) => index + 1));
  });

  it.each(inManifest)('says what the article has and what is here: $title', ({ change }) => {
    for (const variant of variants) {
      for (const [path, there, here] of saidOf(change, variant)) {
        expect({ [path]: asSaid(valueAt(article, path), there) }).toEqual({ [path]: there });
        expect({ [path]: asSaid(valueAt(ours[variant], path), here) }).toEqual({ [path]: here });
      }
    }
  });

  it.each(inManifest)('quotes what is in the manifests: $title', ({ change }) => {
    const quoted = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
    const unknown = (words: readonly string[], manifest: string): readonly string[] => words.filter((word) => !manifest.includes(word));
    expect(unknown(quoted(change.article), articleText)).toEqual([]);
    for (const variant of variants.filter((one) => saidOf(change, one).length > 0))
      expect(unknown(quoted(change.here), ourText[variant])).toEqual([]);
  });

  it.each(variants)('explains every value that differs, with %s authentication', (variant) => {
    const paths = new Set([...article.keys(), ...ours[variant].keys()]);
    const differing = [...paths].filter((path) => article.get(path) !== ours[variant].get(path));
    const explained = inManifest.flatMap(({ change }) => saidOf(change, variant).map(([path]) => path));
    expect(differing.filter((path) => !explained.some((parent) => isBelow(path, parent)))).toEqual([]);
    expect(differing.length).toBeGreaterThan(30);
  });

  it('says in every row what happens, and in whole sentences', () => {
    for (const { title, article: says, consequence, here, evidence } of differences) {
      for (const text of [says, consequence, here]) expect(text, title).toMatch(/[.”)]$/);
      expect(evidence.length, title).toBeGreaterThan(10);
    }
  });
});
