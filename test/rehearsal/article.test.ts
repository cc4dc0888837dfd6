import { join } from 'node:path';
import { rehearse } from '@alloydb-gke/rehearsal';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../tools/workspace/folders.mjs';
import { available } from '../support/availability/available';
import { examples } from './missing/examples';
import { worldOf } from './missing/world-of-pod';

const here = available('auth-proxy').here && available('postgresql').here;
const networks = available('private-network').here ? (['private', 'loopback'] as const) : (['loopback'] as const);
const article = join(repositoryFolder, 'examples', 'article', 'the-article.yaml');

describe.skipIf(!here).each(networks)("the article's own YAML, on %s", { concurrent: true }, (network) => {
  it('fails because the probe cannot reach the proxy, and for nothing else', async () => {
    const { passed, pods } = await rehearse([article], { cloud: 'assume', network });
    const failures = (pods[0]?.expectations ?? []).flatMap(({ code, failure }) => (failure ? [{ code, ...failure }] : []));
    expect(passed).toBe(false);
    expect(failures).toMatchObject([{ code: 'probes', cause: 'probe-cannot-reach-proxy' }]);
    expect(failures[0]?.seen).toMatch(/^Liveness probe failed: Get "http:\/\/POD_IP:9090\/liveness": .*connection refused$/);
    expect(failures[0]?.repairs.map(({ text }) => text).join('\n')).toContain('--http-address=0.0.0.0');
  });
});

describe.skipIf(!here).each(networks)('the examples, on %s', { concurrent: true }, (network) => {
  it.each(examples)('$title is green', async (example) => {
    const { manifests, spec } = await worldOf(example, 'green');
    const { passed, pods } = await rehearse(manifests, { cloud: { spec }, network });
    expect(pods.flatMap(({ expectations }) => expectations.filter(({ result }) => result !== 'passed'))).toEqual([]);
    expect(passed).toBe(true);
  });
});
