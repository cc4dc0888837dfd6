import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { FlagRow, ProxyCommand } from '../../packages/core/src/proxy-flags/flag-row';
import { flagsOf } from '../../packages/core/src/proxy-flags/proxy-invocation';
import { verifiedProxyVersion } from '../../packages/core/src/proxy-flags/proxy-version';
import { available } from '../support/availability/available';

const authProxy = available('auth-proxy');

/** A flag as `--help` prints it. */
type PrintedFlag = Pick<FlagRow, 'name' | 'short' | 'type' | 'default'>;

describe.skipIf(!authProxy.here)('the flag table and --help of the Auth Proxy', () => {
  it('are of the same version', () => {
    expect(run('--version')).toBe(`alloydb-auth-proxy version ${verifiedProxyVersion}\n`);
  });

  it.each<[ProxyCommand, string[]]>([
    ['serve', []],
    ['wait', ['wait']],
    ['shutdown', ['shutdown']],
  ])('have the same flags for "%s": names, short forms, types and defaults', (command, subcommand) => {
    const table = flagsOf(command).map(({ name, short, type, default: value }) => ({
      name,
      type,
      ...(short && { short }),
      ...(value && { default: value }),
    }));
    expect(byName(table)).toEqual(byName(printedFlags(run(...subcommand, '--help'))));
  });

  it('mark the same flags as query parameters', () => {
    const printed = run('--help')
      .split('\n')
      .filter((line) => line.includes('(*) '))
      .flatMap((line) => /--([a-z-]+)/.exec(line)?.[1] ?? []);
    const table = flagsOf('serve')
      .filter(({ scope }) => scope === 'process-and-instance')
      .map(({ name }) => name);
    expect([...table].sort()).toEqual(printed.sort());
  });
});

function run(...args: readonly string[]): string {
  if (!authProxy.here) throw new Error(authProxy.reason);
  return execFileSync(authProxy.values.program, args, { encoding: 'utf8', env: {} });
}

function printedFlags(help: string): readonly PrintedFlag[] {
  const [, flags = ''] = help.split(/^Flags:$/m);
  const starts = flags.split(/\n(?= {2}(?:-\w, | {4})--)/).slice(1);
  return starts.map((text) => {
    const [, short, name = '', type] = /^ *(?:-(\w), )?--([a-z-]+)(?: (\w+))? {2,}/.exec(text) ?? [];
    const [, quoted, number] = /\(default (?:"([^"]*)"|([0-9]\w*))\)\s*$/.exec(text.split('\n\n')[0] ?? '') ?? [];
    const value = quoted ?? number;
    return { name, type: (type ?? 'bool') as FlagRow['type'], ...(short && { short }), ...(value && { default: value }) };
  });
}

function byName(flags: readonly PrintedFlag[]): readonly PrintedFlag[] {
  return [...flags].sort((left, right) => left.name.localeCompare(right.name));
}
