import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderArgs } from '../../packages/core/src/proxy-flags/render-args';
import { available } from '../support/availability/available';
import { type ComparedStart, compareStarts, differences, type StartCase } from './compare-starts';
import { environments } from './environment-arbitrary';
import { inOwnDirectory, ownDirectory } from './own-directory';
import { argumentLists, invocations, type Machine } from './start-arbitraries';
import { withoutProblems } from './without-problems';

const authProxy = available('auth-proxy');
const seed = Number(process.env['FAST_CHECK_SEED'] ?? Date.now() % 2 ** 31);
/** `ALLOYDB_GKE_PROXY_STARTS=2000` looks longer for a difference, `FAST_CHECK_SEED` repeats a run. */
const startsOf = (share: number): number => Math.max(1, Math.round(share * Number(process.env['ALLOYDB_GKE_PROXY_STARTS'] ?? 120)));

describe.skipIf(!authProxy.here)('the model and the real Auth Proxy', () => {
  let machine: Machine;
  let root: string;
  const ended: ComparedStart[] = [];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'proxy-'));
    machine = { hasIpv6: await canListen('::1'), directory: ownDirectory };
    process.stdout.write(`Seed of the starts of the real Auth Proxy: FAST_CHECK_SEED=${seed}\n`);
  });

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
    const started = ended.filter(({ start }) => start.exitCode === undefined).length;
    process.stdout.write(`${ended.length} starts of the real Auth Proxy, ${started} of which served.\n`);
  });

  it('it starts with what the model renders, and listens where the model says', async () => {
    const results = await compare(startsOf(0.35), (own) =>
      invocations(own).map((invocation) => ({ args: renderArgs(withoutProblems(invocation)) })),
    );
    expect(results.flatMap(({ verdict }) => verdict.problems)).toEqual([]);
  });

  it('it refuses options that the model says it refuses, and starts only with what the model knows', async () => {
    await compare(startsOf(0.2), (own) => invocations(own).map((invocation) => ({ args: renderArgs(invocation) })));
  });

  it('it reads arguments as the model reads them, in all their forms, right and wrong', async () => {
    await compare(startsOf(0.25), (own) => argumentLists(own).map((args) => ({ args })));
  });

  it('it reads its environment as the model reads it, and says as little as the model says', async () => {
    await compare(startsOf(0.2), environments);
  });

  async function compare(count: number, cases: (own: Machine) => fc.Arbitrary<StartCase>): Promise<readonly ComparedStart[]> {
    if (!authProxy.here) return [];
    const sampled = fc
      .sample(cases(machine), { numRuns: count, seed })
      .map((sample, index) => inOwnDirectory(sample, join(root, `${ended.length + index}`)));
    const results = await compareStarts(authProxy.values.program, sampled);
    ended.push(...results);
    expect(differences(results)).toEqual([]);
    return results;
  }
});

function canListen(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen({ port: 0, host }, () => server.close(() => resolve(true)));
  });
}
