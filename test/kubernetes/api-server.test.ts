import { beforeAll, describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { nodeForTests } from '../support/kubernetes-node/node-for-tests';
import { exampleNames, manifestFilesOf } from '../support/manifest-oracle/emitted-manifests';
import { mistakeTable, withMistake } from '../support/manifest-oracle/mistake-table';
import { rightManifest, rightManifestNames } from '../support/manifest-oracle/right-manifests';
import { podsOf, prepareNamespaces, serverVerdict } from './server-verdict';

const files = exampleNames().flatMap((example) => manifestFilesOf(example));
const handWritten = rightManifestNames.map((name) => ({ file: name, objects: [rightManifest(name)] }));
// The article's own Deployment is what the project is about: see docs/article.md.
const restricted = handWritten.filter(({ file }) => file !== 'article');

describe.skipIf(!available('kubernetes-node').here)('the real API server', () => {
  const node = nodeForTests();
  beforeAll(async () => {
    await prepareNamespaces(
      node(),
      [...files, ...handWritten].flatMap(({ objects }) => objects),
    );
  });

  it.each(exampleNames())('finds manifests of the example %s', (example) => {
    expect(manifestFilesOf(example)).not.toEqual([]);
  });

  it.concurrent.each([...files, ...restricted])('accepts $file as it is', async ({ objects }) => {
    expect(await serverVerdict(node(), objects)).toEqual({ accepted: true, said: '', drift: [] });
  });

  it.concurrent.each([...files, ...restricted].filter(({ objects }) => podsOf(objects).length > 0))(
    'accepts the pods of $file under Pod Security "restricted"',
    async ({ objects }) => {
      expect(await serverVerdict(node(), podsOf(objects))).toEqual({ accepted: true, said: '', drift: [] });
    },
  );

  it("warns of the article's Deployment, and refuses its pods", async () => {
    const objects = [rightManifest('article')];
    const workload = await serverVerdict(node(), objects);
    expect(workload.accepted).toBe(true);
    expect(workload.said).toMatch(/^Warning: would violate PodSecurity "restricted:latest"/);
    const pod = await serverVerdict(node(), podsOf(objects));
    expect(pod.accepted).toBe(false);
    expect(pod.said).toContain('violates PodSecurity "restricted:latest"');
  });

  describe('agrees with the manifest oracle', () => {
    it.concurrent.each(mistakeTable.filter(({ server }) => server === 'refuses'))('refuses $what', async (mistake) => {
      expect(await serverVerdict(node(), [withMistake(mistake)])).toMatchObject({ accepted: false });
    });

    it.concurrent.each(mistakeTable.filter(({ server }) => server === 'warns'))('warns of $what', async (mistake) => {
      const verdict = await serverVerdict(node(), [withMistake(mistake)]);
      expect(verdict).toMatchObject({ accepted: true });
      expect(verdict.said).toMatch(/^Warning: /);
    });

    it.concurrent.each(mistakeTable.filter(({ server }) => server === 'changes it'))('changes $what', async (mistake) => {
      const verdict = await serverVerdict(node(), [withMistake(mistake)]);
      expect(verdict).toMatchObject({ accepted: true, said: '' });
      const paths = verdict.drift.map(({ path }) => path);
      expect(paths).toEqual([expect.stringContaining(mistake.complaint.path)]);
    });
  });

  it.concurrent.each(mistakeTable.flatMap(({ server, ...rest }) => (typeof server === 'object' ? { ...rest, why: server.accepts } : [])))(
    'accepts $what, unlike the manifest oracle: $why',
    async (mistake) => {
      expect(await serverVerdict(node(), [withMistake(mistake)])).toEqual({ accepted: true, said: '', drift: [] });
    },
  );
});
