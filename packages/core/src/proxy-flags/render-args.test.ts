import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionName } from './flag-names';
import type { FlagRow } from './flag-row';
import { parseArgs } from './parse-args';
import { flagsOf, instanceFlags, type ProxyInvocation } from './proxy-invocation';
import { renderArgs, renderShutdownArgs, renderWaitArgs } from './render-args';
import type { ValueKind } from './value-kinds';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';

const text = fc.string({ unit: 'grapheme', minLength: 1 });
const list = fc.array(fc.constantFrom('a@p.iam.gserviceaccount.com', 'b/1.0', 'c'), { minLength: 1, maxLength: 3 });
const values: Partial<Record<ValueKind, fc.Arbitrary<unknown>>> = {
  switch: fc.boolean(),
  port: fc.integer(),
  'server-port': fc.nat(),
  count: fc.maxSafeNat(),
  'sample-rate': fc.maxSafeInteger(),
  duration: fc.constantFrom('0', '30s', '1m30s', '-1.5h'),
  accounts: list,
  words: list,
};

function options(rows: readonly FlagRow[]): fc.Arbitrary<Record<string, unknown>> {
  const visible = rows.filter(({ kind, secret }) => kind !== 'action' && !secret);
  const fields = Object.fromEntries(visible.map(({ name, kind }) => [optionName(name), values[kind] ?? text]));
  return fc.record(fields, { requiredKeys: [] });
}

const uri = fc
  .oneof(fc.constant(primary), fc.stringMatching(/^[^-?][^?]{0,20}$/))
  .filter((word) => !/^(wait|shutdown|help|completion|__complete.*)$/.test(word));
const invocations: fc.Arbitrary<ProxyInvocation> = fc.record({
  flags: options(flagsOf('serve')),
  instances: fc.array(fc.record({ uri, flags: options(instanceFlags) }), { maxLength: 3 }),
});

describe('rendered arguments', () => {
  it('are flags in the order of the table, then the instances', () => {
    const instances = [
      { uri: primary, flags: { psc: true, port: 5432 } },
      { uri: `${primary}-2`, flags: {} },
    ];
    expect(renderArgs({ flags: { structuredLogs: true, maxSigtermDelay: '10s', psc: false, address: '127.0.0.1' }, instances })).toEqual([
      '--address=127.0.0.1',
      '--psc=false',
      '--max-sigterm-delay=10s',
      '--structured-logs',
      `${primary}?port=5432&psc=true`,
      `${primary}-2`,
    ]);
  });

  it('do not depend on the order in which options are written', () => {
    const [left, right] = [
      { healthCheck: true, port: 1, quiet: true },
      { quiet: true, port: 1, healthCheck: true },
    ];
    expect(renderArgs({ flags: left, instances: [] })).toEqual(renderArgs({ flags: right, instances: [] }));
  });

  it('join lists as the Auth Proxy splits them', () => {
    expect(
      renderArgs({ flags: { impersonateServiceAccount: ['target@x', 'delegate@x'], userAgent: ['a/1', 'b'] }, instances: [] }),
    ).toEqual(['--impersonate-service-account=target@x,delegate@x', '--user-agent=a/1 b']);
  });

  it('escape what would end a query parameter', () => {
    const flags = { unixSocket: '/run/a&b=c %+#ä' };
    expect(renderArgs({ flags: {}, instances: [{ uri: primary, flags }] })).toEqual([
      `${primary}?unix-socket=/run/a%26b%3Dc%20%25%2B%23%C3%A4`,
    ]);
  });

  it('hold no secret', () => {
    expect(renderArgs({ flags: { token: 'hidden', loginToken: 'hidden', jsonCredentials: 'hidden' }, instances: [] })).toEqual([]);
  });

  it('are parsed back to what they were rendered from, and render to the same again', () => {
    fc.assert(
      fc.property(invocations, (invocation) => {
        const args = renderArgs(invocation);
        const parsed = parseArgs(args);
        if (parsed.command !== 'serve') throw new Error(parsed.command);
        expect(parsed.problems).toEqual([]);
        expect(parsed.invocation).toEqual(invocation);
        expect(renderArgs(parsed.invocation)).toEqual(args);
      }),
    );
  });
});

describe('rendered subcommands', () => {
  it('repeat what wait cannot read from the environment', () => {
    expect(renderWaitArgs({ max: '1s', httpPort: 9190, httpAddress: '0.0.0.0' })).toEqual([
      'wait',
      '--http-address=0.0.0.0',
      '--http-port=9190',
      '--max=1s',
    ]);
    expect(renderShutdownArgs({ adminPort: 9191 })).toEqual(['shutdown', '--admin-port=9191']);
  });

  it('put brackets around an IPv6 address, of which wait makes a URL', () => {
    expect(renderWaitArgs({ httpAddress: '::1' })).toEqual(['wait', '--http-address=[::1]']);
    expect(parseArgs(renderWaitArgs({ httpAddress: '::1' }))).toEqual({ command: 'wait', flags: { httpAddress: '::1' }, problems: [] });
  });
});
