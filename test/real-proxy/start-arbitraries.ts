import fc from 'fast-check';
import { optionName } from '../../packages/core/src/proxy-flags/flag-names';
import type { FlagRow } from '../../packages/core/src/proxy-flags/flag-row';
import { flagsOf, instanceFlags, type ProxyInvocation } from '../../packages/core/src/proxy-flags/proxy-invocation';
import type { ValueKind } from '../../packages/core/src/proxy-flags/value-kinds';
import { primary, read } from './known-cases';

/** What differs from machine to machine. */
export interface Machine {
  readonly hasIpv6: boolean;
  /** A directory for Unix sockets, with a directory `second` in it. */
  readonly directory: string;
}

/** Flags with which the real Auth Proxy starts without anything else. The table says what each needs. */
export const startableFlags: readonly FlagRow[] = flagsOf('serve').filter(
  ({ needs, kind }) => (needs === 'nothing' || needs === 'directory') && kind !== 'secret' && kind !== 'action',
);

/** Few enough ports that some are the same, and enough that most are not. */
const port = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 21_000, max: 29_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 21_000, max: 21_002 }) },
);
const letters = (unit: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...unit), minLength: 1, maxLength });
const server = letters('abc7', 6).map((name) => `x${name}.example`);

/** Values that keep to the rule of their kind. */
export function rightValue({ name, kind }: FlagRow, { hasIpv6, directory }: Machine): fc.Arbitrary<unknown> {
  const addresses = [
    '127.0.0.1',
    '0.0.0.0',
    ...(process.platform === 'linux' ? ['127.0.0.2'] : []),
    ...(hasIpv6 ? ['::1', '::', '::ffff:127.0.0.1'] : []),
  ];
  const kinds: Partial<Record<ValueKind, fc.Arbitrary<unknown>>> = {
    switch: fc.boolean(),
    port,
    'server-port': port,
    count: fc.oneof(fc.nat(1000), fc.maxSafeNat()),
    'sample-rate': fc.integer({ min: 1, max: 1_000_000 }),
    duration: fc.constantFrom('0', '0s', '30s', '1m30s', '.5s', '1.5h', '100ms', '+2s', '1h0m0.1s'),
    'ip-address': fc.constantFrom(...addresses),
    'server-address': fc.constantFrom('localhost', ...addresses),
    // The directory must exist; of a path, its parent.
    'absolute-path':
      name === 'unix-socket-path'
        ? fc.constantFrom(...['x', './y', 'z/.s.PGSQL.5432'].map((end) => `${directory}/${end}`))
        : fc.constantFrom(...['', '/', '/.', '/second', '/second/../second'].map((end) => `${directory}${end}`)),
    url: server.chain((host) => fc.constantFrom(`https://${host}`, `http://${host}:8080/`, `https://${host}/path`)),
    domain: server,
    text: letters('aZ9/._ ="\'-', 12),
    'metric-prefix': letters('aZ_', 8),
    words: fc.array(letters('aZ9/.+_-', 8), { minLength: 1, maxLength: 3 }),
  };
  return kinds[kind] ?? fc.constant('x');
}

/** Texts in the place of a value: right ones, odd ones, wrong ones. */
export function anyText(row: FlagRow, machine: Machine): fc.Arbitrary<string> {
  const right = rightValue(row, machine).map((value) => (Array.isArray(value) ? value.join(' ') : String(value)));
  const odd: Partial<Record<ValueKind, readonly string[]>> = {
    switch: ['1', 'T', 'TRUE', '0', 'f', 'yes', '', 'tRUE', 'True '],
    port: [
      '0x5208',
      '052010',
      '21_000',
      '+21000',
      '0',
      '00',
      '08',
      '80000',
      '-1',
      '',
      'x',
      ' 21000',
      '99999999999999999999',
      'tcp://10.0.0.1:5432',
    ],
    'server-port': ['021000', '+21001', '0', '80000', '-1', '', 'x', '0x5208', '21_000', 'tcp://10.0.0.1:5432'],
    count: ['0x10', '1_0', '-1', '+1', '', '1.5', '18446744073709551615', '18446744073709551616'],
    'sample-rate': ['0', '-5', '0b11', '', 'x'],
    duration: ['30', '', '-5s', '1d', 's', '5S', '1h 2m', '9999999h'],
    'ip-address': ['localhost', '', '127.1', '0127.0.0.1', '::1%lo', '[::1]', '127.0.0.1 '],
    'server-address': ['', '127.1', '[::1]', '256.0.0.1'],
    'absolute-path': ['', `${machine.directory}/${'d'.repeat(80)}`],
    url: ['example.test', '127.0.0.1:80', 'localhost:80', 'http://[::1', 'https://a b', ':x', ''],
    domain: ['', 'googleapis.com', 'a b'],
  };
  const values = odd[row.kind];
  return values ? fc.oneof({ weight: 3, arbitrary: right }, { weight: 2, arbitrary: fc.constantFrom(...values) }) : right;
}

/** Options whose values are right each by itself. Together they may be wrong. */
export function invocations(machine: Machine): fc.Arbitrary<ProxyInvocation> {
  const instance = fc.record({
    uri: fc.constantFrom(primary, read, primary.replace('my-project', 'example.com:my-project')),
    flags: options(instanceFlags, machine, 32),
  });
  return fc.record({ flags: options(startableFlags, machine, 16), instances: fc.array(instance, { minLength: 1, maxLength: 3 }) });
}

function options(rows: readonly FlagRow[], machine: Machine, share: number): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const optional = rows.map((row) => {
    const weight = row.needs === 'directory' ? share / 4 : share;
    const given = rightValue(row, machine).map((value) => [[optionName(row.name), value] as const]);
    return fc.oneof({ weight, arbitrary: given }, { weight: 100 - weight, arbitrary: fc.constant([]) });
  });
  return fc.tuple(...optional).map((entries) => Object.fromEntries(entries.flat()));
}

/** Arguments as people write them: every form of a flag, odd and wrong values, words that are nothing. */
export function argumentLists(machine: Machine): fc.Arbitrary<readonly string[]> {
  const flag = fc
    .constantFrom(...startableFlags)
    .chain((row) => fc.tuple(fc.constantFrom(...forms(row)), anyText(row, machine)).map(([write, text]) => write(text)));
  const junk = fc.constantFrom(
    ['--exit-zero-on-sigterm'],
    ['-x'],
    ['---port=1'],
    ['--=1'],
    ['--'],
    ['-'],
    ['-test.v'],
    ['-itest.v'],
    ['-il'],
    ['-i='],
    ['-il=false'],
    ['--no-such-flag=1'],
    ['--no-such-flag', '1'],
    ['junk'],
    [''],
    ['--help=false'],
    ['--unix-socket-path=/tmp'],
    ['--port'],
  );
  const flags = fc.array(fc.oneof({ weight: 12, arbitrary: flag }, { weight: 1, arbitrary: junk }), { maxLength: 4 });
  const uris = fc.array(instanceTexts(machine), { minLength: 1, maxLength: 2 }).map((texts) => texts.map((text) => [text]));
  return fc
    .tuple(flags, uris)
    .chain(([left, right]) =>
      fc.shuffledSubarray([...left, ...right], { minLength: left.length + right.length }).map((parts) => parts.flat()),
    );
}

function forms(row: FlagRow): readonly ((text: string) => readonly string[])[] {
  const long = [(text: string) => [`--${row.name}=${text}`]];
  const short = row.short ? [(text: string) => [`-${row.short}=${text}`]] : [];
  if (row.type === 'bool') return [...long, ...short, () => [`--${row.name}`], () => [row.short ? `-${row.short}` : `--${row.name}`]];
  const apart = [(text: string) => [`--${row.name}`, text]];
  const letters = row.short
    ? [(text: string) => [`-${row.short}${text}`], (text: string) => [`-${row.short}`, text], (text: string) => [`-i${row.short}`, text]]
    : [];
  return [...long, ...short, ...apart, ...letters];
}

/** Instance URIs with queries behind them, right and wrong. */
export function instanceTexts(machine: Machine): fc.Arbitrary<string> {
  const known = fc.constantFrom(...instanceFlags).chain((row) => anyText(row, machine).map((text) => `${row.name}=${text}`));
  const odd = fc.constantFrom(
    'psc',
    'PSC=true',
    'prot=77',
    'max-connections=1',
    'port=%32%31%30%31%30',
    'port=%zz',
    'a;b',
    '=x',
    '',
    'port=21000?x',
    'public-ip=T',
    'psc=0',
  );
  const query = fc.array(fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: odd }), { maxLength: 2 });
  const uri = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(primary, read) },
    { weight: 1, arbitrary: fc.constantFrom(`junk/${primary}`, `${primary}/`, 'my-project:us-central1:primary') },
  );
  return fc.tuple(uri, query).map(([text, pairs]) => (pairs.length === 0 ? text : `${text}?${pairs.join('&')}`));
}
