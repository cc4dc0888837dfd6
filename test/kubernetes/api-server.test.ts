import { beforeAll, describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { nodeForTests } from '../support/kubernetes-node/node-for-tests';
import { emittedManifests } from '../support/manifest-oracle/emitted-manifests';
import { type Mistake, mistakeTable, withMistake } from '../support/manifest-oracle/mistake-table';
import { rightManifest, rightManifestNames } from '../support/manifest-oracle/right-manifests';
import { podsOf, prepareNamespaces, serverVerdict } from './server-verdict';

const files = await emittedManifests();
const handWritten = rightManifestNames.map((name) => ({ file: name, objects: [rightManifest(name)] }));
// The article's own Deployment is what the project is about: see docs/article.md.
const restricted = handWritten.filter(({ file }) => file !== 'article');
const titled = <Case extends { readonly file: string }>(cases: readonly Case[]): [string, Case][] =>
  cases.map((entry) => [entry.file, entry]);
const mistakesThatTheServer = (does: string): [string, Mistake][] =>
  mistakeTable.filter(({ server }) => server === does).map((mistake) => [mistake.what, mistake]);

describe.skipIf(!available('kubernetes-node').here)('the real API server', () => {
  const node = nodeForTests();
  beforeAll(async () => {
    await prepareNamespaces(
      node(),
      [...files, ...handWritten].flatMap(({ objects }) => objects),
    );
  });

  it.concurrent.each(titled([...files, ...restricted]))('accepts %s as it is', async (_file, { objects }) => {
    expect(await serverVerdict(node(), objects)).toEqual({ accepted: true, said: '', drift: [] });
  });

  it.concurrent.each(titled([...files, ...restricted].filter(({ objects }) => podsOf(objects).length > 0)))(
    'accepts the pods of %s under Pod Security "restricted"',
    async (_file, { objects }) => {
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
    it.concurrent.each(mistakesThatTheServer('refuses'))('refuses %s', async (_what, mistake) => {
      const verdict = await serverVerdict(node(), [withMistake(mistake)]);
      expect(verdict).toMatchObject({ accepted: false });
      expect(verdict.said).toContain(mistake.serverSays ?? lastFieldOf(mistake.complaint.path));
    });

    it.concurrent.each(mistakesThatTheServer('warns'))('warns of %s', async (_what, mistake) => {
      const verdict = await serverVerdict(node(), [withMistake(mistake)]);
      expect(verdict).toMatchObject({ accepted: true });
      expect(verdict.said).toMatch(/^Warning: /);
    });

    it.concurrent.each(mistakesThatTheServer('changes it'))('changes %s', async (_what, mistake) => {
      const verdict = await serverVerdict(node(), [withMistake(mistake)]);
      expect(verdict).toMatchObject({ accepted: true, said: '' });
      const paths = verdict.drift.map(({ path }) => path);
      expect(paths).toEqual([expect.stringContaining(mistake.complaint.path)]);
    });
  });

  it.concurrent.each(
    mistakeTable.flatMap((mistake) =>
      typeof mistake.server === 'object' ? [[mistake.what, mistake.server.accepts, mistake] as const] : [],
    ),
  )('accepts %s, unlike the manifest oracle: %s', async (_what, _why, mistake) => {
    expect(await serverVerdict(node(), [withMistake(mistake)])).toEqual({ accepted: true, said: '', drift: [] });
  });
});

function lastFieldOf(path: string): string {
  return /(\w+)(?:\[[^\]]*\])*$/.exec(path)?.[1] ?? '';
}
