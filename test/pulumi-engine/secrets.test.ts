import { describe, expect } from 'vitest';
import { isEngineMissing, engineTest as it } from './support/engine-test';
import { shop } from './support/shop-program';

const passwordsOf = (word: string): { initial: string; ofCluster: string; ofAccess: string } => ({
  initial: `${word}-initial-user`,
  ofCluster: `${word}-user-of-the-cluster`,
  ofAccess: `${word}-user-of-the-access`,
});

/** A password as it may be written: clear, and in base64 at each of the three places that it may start at. */
function spellings(password: string): readonly string[] {
  const shifted = [0, 1, 2].map((before) => {
    const encoded = Buffer.from(`${'x'.repeat(before)}${password}`).toString('base64');
    // The characters at both ends depend on what stands beside the password.
    return encoded.slice(Math.ceil((before * 4) / 3), -4);
  });
  return [password, ...shifted];
}

describe.skipIf(isEngineMissing)('passwords on the real engine', () => {
  it('are in no state, no history, no output and no log, also where a run fails; and change only with their version', async ({ stack }) => {
    const first = passwordsOf('correct-horse');
    const second = passwordsOf('battery-staple');
    const printed: string[] = [];
    const program = shop({ passwords: { ...first, version: '1' } });
    stack.cloud.failures.fail('create', 'reports-user');
    stack.cloud.failures.fail('create', 'shop-user-admin', 'half-made');
    for (const run of [
      await stack.preview(program, '--diff'),
      await stack.up(program, '--continue-on-error'),
      await stack.up(program),
      await stack.refresh(program),
    ]) {
      printed.push(run.printed);
    }
    expect(stack.lost()).toEqual([]);
    stack.cloud.calls.splice(0);

    expect((await stack.up(shop({ passwords: { ...second, version: '1' } }))).errors).toEqual([]);
    const changed = await stack.up(shop({ passwords: { ...second, version: '2' } }), '--diff');
    expect(changed.errors).toEqual([]);
    printed.push(changed.printed, (await stack.command(['stack', 'export', '--stack', 'dev'])).output);
    const written = stack.cloud.calls.filter(({ inputs }) => JSON.stringify(inputs).includes('battery-staple')).map(({ name }) => name);
    expect([...new Set(written)].sort()).toEqual(['reports-user', 'shop-cluster', 'shop-user-admin']);

    const everything = [stack.writtenFiles(), ...printed].join('\n');
    const found = [...Object.values(first), ...Object.values(second)].flatMap(spellings).filter((text) => everything.includes(text));
    expect(found).toEqual([]);
    // The search finds what is there.
    expect(spellings('shop-project').filter((text) => everything.includes(text))).toEqual(['shop-project']);
  });
});
