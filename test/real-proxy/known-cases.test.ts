import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArgs } from '../../packages/core/src/proxy-flags/parse-args';
import { proxyFlagsCodes } from '../../packages/core/src/proxy-flags/proxy-flags-codes';
import { available } from '../support/availability/available';
import { compareStarts, differences } from './compare-starts';
import { codesWithoutCase, type KnownCase, knownCases, withOwnPorts } from './known-cases';
import { modelVerdict } from './model-verdict';
import { inOwnDirectory } from './own-directory';

const authProxy = available('auth-proxy');
const isServing = ({ args }: KnownCase): boolean => parseArgs(args).command === 'serve';

describe('the known mistakes', () => {
  it('hold one for every code', () => {
    const shown = new Set<string>([...knownCases.map(({ code }) => code), ...codesWithoutCase]);
    expect(Object.keys(proxyFlagsCodes).filter((code) => !shown.has(code))).toEqual([]);
  });

  it.each(knownCases.map((known) => [known.code, known.args.join(' '), known] as const))(
    '%s: the model sees it in "%s"',
    (code, _, known) => {
      const problems = isServing(known) ? modelVerdict(known.args, known.environment).problems : parseArgs(known.args).problems;
      expect(problems.map((problem) => problem.code)).toContain(code);
    },
  );
});

describe.skipIf(!authProxy.here)('the known mistakes and the real Auth Proxy', () => {
  it('it refuses what the model says it refuses, and listens where the model says otherwise', async () => {
    if (!authProxy.here) return;
    const root = mkdtempSync(join(tmpdir(), 'proxy-'));
    const cases = knownCases.filter(isServing).map((known, index) => inOwnDirectory(withOwnPorts(known, index), join(root, `${index}`)));
    const results = await compareStarts(authProxy.values.program, cases);
    rmSync(root, { recursive: true, force: true });
    expect(differences(results)).toEqual([]);
    const strictnessShown = results.filter(({ start, verdict }) => start.exitCode === undefined && verdict.problems.length > 0);
    expect(strictnessShown.length).toBeGreaterThan(30);
  });
});
