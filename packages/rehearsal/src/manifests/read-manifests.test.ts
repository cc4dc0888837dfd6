import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RehearsalError } from '../rehearsal-error';
import { readManifestFiles } from './read-manifest-files';
import { readManifestObjects } from './read-manifest-objects';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};
const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\n`;
const problemsOf = async (read: Promise<unknown>): Promise<readonly string[]> => {
  const error = await read.then(
    () => undefined,
    (reason: RehearsalError) => reason,
  );
  expect(error?.name).toBe('RehearsalError');
  return error?.problems.map(({ code, path }) => `${code} ${path.replace(`${folder}/`, '')}`) ?? [];
};
async function* stdinOf(text: string): AsyncGenerator<string> {
  yield text.slice(0, 5);
  yield text.slice(5);
}

describe('manifests from files', () => {
  it('are read with the line where each begins, from several documents, lists and folders, in order', async () => {
    write('a/one.yaml', `# a comment\n---\n${pod('one')}---\n---\n${pod('two')}`);
    write(
      'a/b/three.yml',
      `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: { name: three }\n- apiVersion: v1\n  kind: Pod\n  metadata: { name: four, namespace: shop }\n`,
    );
    write('a/five.json', JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'five' } }));
    write('a/setup.sh', 'echo');
    write('a/connection.json', '{"version": 1}');
    write('a/kustomization.yaml', 'resources: []');
    const { objects } = await readManifestFiles([join(folder, 'a')], { namespace: 'mine' });
    expect(
      objects.map(({ manifest, origin, namespace }) => [manifest.metadata?.name, origin.replace(`${folder}/`, ''), namespace]),
    ).toEqual([
      ['three', 'a/b/three.yml:4', 'mine'],
      ['four', 'a/b/three.yml:7', 'shop'],
      ['five', 'a/five.json:1', 'mine'],
      ['one', 'a/one.yaml:3', 'mine'],
      ['two', 'a/one.yaml:8', 'mine'],
    ]);
  });

  it('are read from standard input', async () => {
    const { objects } = await readManifestFiles(['-'], { stdin: stdinOf(pod('one')) });
    expect(objects.map(({ origin }) => origin)).toEqual(['standard input:1']);
  });

  it('resolve anchors and merges, and take values as Kubernetes does', async () => {
    const path = write(
      'anchors.yaml',
      `apiVersion: v1\nkind: Pod\nmetadata: &m { name: x }\nspec: { copy: &c { <<: *m, mode: 0644 }, again: *c, on: yes, day: 2024-01-01, time: 12:30 }\n`,
    );
    const { objects } = await readManifestFiles([path]);
    expect(objects[0]?.manifest['spec']).toMatchObject({
      copy: { name: 'x', mode: 420 },
      again: { mode: 420 },
      day: '2024-01-01',
      time: '12:30',
      true: true,
    });
  });

  it('tell everything that is wrong at once, each with its file and line', async () => {
    const files = [
      write('duplicate.yaml', 'kind: Pod\nkind: Pod\n'),
      write('open.yaml', 'a: [1\nb: 2\n'),
      write('text.yaml', 'just text\n'),
      write('no-kind.yaml', `${pod('x')}---\napiVersion: v1\nmetadata: { name: y }\n`),
      write('helm.yaml', 'name: {{ .Values.name }}\n'),
      write('alias.yaml', 'kind: *nowhere\n'),
      write('twice.yaml', `${pod('z')}---\n${pod('z')}`),
      write('k.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n'),
      join(folder, 'not-there.yaml'),
      write('nothing.yaml', '# nothing\n'),
    ];
    expect(await problemsOf(readManifestFiles(files))).toEqual([
      'manifest-yaml-not-readable duplicate.yaml:2:1',
      'manifest-yaml-not-readable open.yaml:2:1',
      'manifest-template helm.yaml:1',
      'manifest-yaml-not-readable alias.yaml:1',
      'manifest-file-not-readable not-there.yaml',
      'no-manifests nothing.yaml',
      'manifest-not-an-object text.yaml:1',
      'manifest-without-field no-kind.yaml:5',
      'manifest-kustomization k.yaml:1',
      'manifest-twice twice.yaml:5',
    ]);
  });

  it('never quote a line that cannot be read', async () => {
    const path = write('secret.yaml', 'password: "hunter2\n');
    await expect(readManifestFiles([path])).rejects.not.toThrow(/hunter2/);
  });

  it('must be named, and must be some', async () => {
    expect(await problemsOf(readManifestFiles([]))).toEqual(['manifests-not-named manifests']);
    mkdirSync(join(folder, 'empty'));
    expect(await problemsOf(readManifestFiles([join(folder, 'empty')]))).toEqual(['no-manifests empty']);
  });
});

describe('manifests from a program', () => {
  it('are taken as they are', () => {
    const { objects } = readManifestObjects([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'shop' } }]);
    expect(objects).toMatchObject([{ origin: 'manifest 1', namespace: 'shop' }]);
  });

  it('are refused where they are none', () => {
    expect(() => readManifestObjects([[], { kind: 'Pod' }])).toThrow('manifest 2: The object has no apiVersion, and no metadata.name.');
  });
});
