import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemText } from '../errors/problem';
import { checkInvocation } from './check-invocation';
import { parseArgs } from './parse-args';
import { flagsOf, type ProxyInvocation } from './proxy-invocation';
import { renderArgs } from './render-args';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';

function invocationOf(...args: readonly string[]): ProxyInvocation {
  const parsed = parseArgs(args);
  if (parsed.command !== 'serve') throw new Error(parsed.command);
  expect(parsed.problems).toEqual([]);
  return parsed.invocation;
}

const textsOf = (...args: readonly string[]): readonly string[] => parseArgs(args).problems.map(problemText);

describe('flags in all their forms', () => {
  it.each([
    [['--port=6000'], { port: 6000 }],
    [['--port', '6000'], { port: 6000 }],
    [['-p', '6000'], { port: 6000 }],
    [['-p6000'], { port: 6000 }],
    [['-p=6000'], { port: 6000 }],
    [['-p', '0x1770'], { port: 6000 }],
    [['--port=6_000'], { port: 6000 }],
    [['--port=013560'], { port: 6000 }],
    [['-ip6000'], { autoIamAuthn: true, port: 6000 }],
    [['-ilp', '6000'], { autoIamAuthn: true, structuredLogs: true, port: 6000 }],
    [['-il=false'], { autoIamAuthn: true, structuredLogs: false }],
    [['--psc'], { psc: true }],
    [['--psc=T'], { psc: true }],
    [['--psc=0'], { psc: false }],
    [['--port=1', '--port=2'], { port: 2 }],
    [['--http-port=09190'], { httpPort: 9190 }],
    [['--max-sigterm-delay', '1m30s'], { maxSigtermDelay: '1m30s' }],
    [['--impersonate-service-account=a,b'], { impersonateServiceAccount: ['a', 'b'] }],
    [['--user-agent', 'a  b'], { userAgent: ['a', 'b'] }],
    [['--address', '--psc'], { address: '--psc' }],
    [['--help=false'], {}],
  ])('%j', (args, flags) => {
    expect(invocationOf(...args, primary)).toEqual({ flags, instances: [{ uri: primary, flags: {} }] });
  });

  it('stand before, between and behind the instances', () => {
    expect(invocationOf('--psc', 'a', '-l', 'b', '--quiet')).toEqual({
      flags: { psc: true, structuredLogs: true, quiet: true },
      instances: [
        { uri: 'a', flags: {} },
        { uri: 'b', flags: {} },
      ],
    });
  });

  it('end at --', () => {
    expect(invocationOf('--psc', '--', primary, 'wait').instances.map(({ uri }) => uri)).toEqual([primary, 'wait']);
  });

  it('leave a single dash and an empty argument to the instances', () => {
    expect(invocationOf('-', '').instances.map(({ uri }) => uri)).toEqual(['-', '']);
  });
});

describe('query parameters behind an instance URI', () => {
  it.each([
    ['port=6000', { port: 6000 }],
    ['port=%2B6000', { port: 6000 }],
    ['port=06000', { port: 6000 }],
    ['psc', { psc: true }],
    ['psc=T&public-ip=FALSE', { psc: true, publicIp: false }],
    ['&&address=::1&', { address: '::1' }],
    ['unix-socket=/a%20b+c', { unixSocket: '/a b c' }],
    ['', {}],
  ])('"%s"', (query, flags) => {
    expect(invocationOf(`${primary}?${query}`)).toEqual({ flags: {}, instances: [{ uri: primary, flags }] });
  });
});

describe('what cannot be read', () => {
  it.each([
    [
      ['--exit-zero-on-sigterm'],
      'args[0]: The Auth Proxy has no flag --exit-zero-on-sigterm. Write --exit-zero-sigterm: --exit-zero-on-sigterm is its name in the Cloud SQL Auth Proxy.',
    ],
    [['--prot=1'], 'args[0]: The Auth Proxy has no flag --prot. Did you mean --port?'],
    [['-x'], 'args[0]: The Auth Proxy has no flag -x. Remove it. "alloydb-auth-proxy --help" lists the flags there are.'],
    [['-i='], 'args[0]: The Auth Proxy has no flag -=. Remove it. "alloydb-auth-proxy --help" lists the flags there are.'],
    [
      ['--unix-socket-path=/x'],
      'args[0]: The Auth Proxy has no flag --unix-socket-path. Write ?unix-socket-path= behind the instance URI: it holds for one instance.',
    ],
    [['--max=1s'], 'args[0]: The Auth Proxy has no flag --max. Remove it: --max belongs to "wait".'],
    [
      ['--private-ip'],
      'args[0]: The Auth Proxy has no flag --private-ip. The Auth Proxy uses the private IP address unless --public-ip or --psc is set.',
    ],
    [['---port=1'], 'args[0]: "---port" starts like a flag and names none. Write a flag as --name or --name=value.'],
    [
      ['--port'],
      'args[0]: --port needs a value, and nothing follows it. Write --port=VALUE, where VALUE is a port number from 1 to 65535.',
    ],
    [['--port=08'], 'args[0]: --port is "08". It must be a port number from 1 to 65535. Correct the value, or leave --port out.'],
    [['--psc=yes'], 'args[0]: --psc is "yes". It must be true or false. Correct the value, or leave --psc out.'],
    [
      ['--max-sigterm-delay=30'],
      'args[0]: --max-sigterm-delay is "30". It must be a duration with a unit, of zero or more, such as 30s or 1m30s. Correct the value, or leave --max-sigterm-delay out.',
    ],
    [
      ['--http-port=http'],
      'args[0]: --http-port is "http". It must be a port number from 1 to 65535. Correct the value, or leave --http-port out.',
    ],
    [
      ['-test.v'],
      'args[0]: The argument has "test." behind its dash, and the Auth Proxy ignores what follows: it takes that for a flag of Go test programs. Remove it, or write the name of the flag in full.',
    ],
    [
      ['-t', 'x'],
      'args[0]: --token holds a secret, and arguments can be read by everybody who sees the pod. Use Workload Identity, or set the environment variable ALLOYDB_PROXY_TOKEN from a Secret.',
    ],
    [
      [`${primary}?psc;x`],
      'args[0]: The query behind the instance URI cannot be read: it holds a semicolon, which must be written %3B. Write it as ?name=value&name=value.',
    ],
    [[`${primary}?unix-socket=%FF`], 'args[0]: The query parameter "unix-socket" is not UTF-8. Write it in UTF-8, or remove it.'],
    [
      [`${primary}?publicip=true`],
      'args[0]: The Auth Proxy ignores the query parameter "publicip", which it does not know. Did you mean "public-ip"?',
    ],
    [
      [`${primary}?max-connections=1`],
      'args[0]: The Auth Proxy ignores the query parameter "max-connections", which it does not know. Write --max-connections: it holds for the whole process.',
    ],
    [[`${primary}?port=1&port=2`], 'args[0]: The query parameter "port" stands there 2 times. Write it once.'],
    [
      [`${primary}?auto-iam-authn=1`],
      'args[0]: ?auto-iam-authn is "1". It must be true or false. Correct the value, or leave ?auto-iam-authn out.',
    ],
    [
      [`${primary}?port=6_000`],
      'args[0]: ?port is "6_000". It must be a port number from 1 to 65535. Correct the value, or leave ?port out.',
    ],
    [['wait', 'x'], 'args[1]: "x" is ignored: "wait" takes nothing but flags. Remove it.'],
    [['wait', '--port=1'], 'args[1]: "wait" has no flag --port. Remove it: --port is for the Auth Proxy that "wait" talks to.'],
    [['wait', '--max=0'], 'args: --max of "wait" is "0", with which "wait" never succeeds. Give it some time, such as 1s.'],
    [
      ['shutdown', '--admin-port=99999'],
      'args.adminPort: --admin-port is 99999. It must be a port number from 1 to 65535. Correct the value, or leave --admin-port out.',
    ],
    [
      ['wait', '--http-address=::1'],
      'args: --http-address of "wait" is "::1", an IPv6 address without brackets, with which "wait" never succeeds. Write [::1].',
    ],
  ])('%j', (args, message) => {
    expect(textsOf(...args)).toEqual([message]);
  });

  it('is reported all at once, each with its place', () => {
    const parsed = parseArgs(['--psc=yes', `${primary}?prot=1`, '--nothing', '-p'], 'containers[0].args');
    expect(parsed.problems.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      'containers[0].args[0] flag-value-refused',
      'containers[0].args[1] query-parameter-unknown',
      'containers[0].args[2] unknown-flag',
      'containers[0].args[3] flag-without-value',
    ]);
  });
});

describe('subcommands', () => {
  it('are the first word that is not the value of a flag', () => {
    expect(parseArgs(['--quiet', 'wait', '--max=5s', '-m', '1s'])).toEqual({
      command: 'wait',
      flags: { quiet: true, max: '1s' },
      problems: [],
    });
    expect(parseArgs(['shutdown', '--admin-port', '9191'])).toEqual({ command: 'shutdown', flags: { adminPort: 9191 }, problems: [] });
    expect(invocationOf('--address', 'wait').flags).toEqual({ address: 'wait' });
    expect(invocationOf(primary, 'wait').instances).toHaveLength(2);
    expect(invocationOf('--', 'wait').instances).toHaveLength(1);
  });

  it.each([
    [['help'], 'help'],
    [['--help'], 'help'],
    [['wait', '-h'], 'help'],
    [['-v'], 'version'],
    [['completion', 'bash'], 'completion'],
    [['__complete', ''], 'completion'],
  ])('%j prints something and ends', (args, command) => {
    expect(parseArgs(args).command).toBe(command);
  });
});

describe('any text', () => {
  const notRendered = /^(-.*|wait|shutdown|help|completion|__complete.*)$/s;
  const withoutSecrets = ({ flags: { token, loginToken, jsonCredentials, ...flags }, instances }: ProxyInvocation): ProxyInvocation => ({
    flags,
    instances,
  });
  const words = fc.oneof(
    fc.constantFrom(...flagsOf('serve').map(({ name }) => `--${name}`), ...'aptcjgiluhvm'.split('').map((letter) => `-${letter}`)),
    fc.constantFrom('wait', 'shutdown', 'help', '--', '-', '', primary, `${primary}?port=`, 'projects/'),
    fc.string({ unit: 'binary' }),
    fc.tuple(fc.constantFrom(...flagsOf('serve').map(({ name }) => name)), fc.string()).map(([name, value]) => `--${name}=${value}`),
    fc.string().map((query) => `${primary}?${query}`),
  );

  it('is read and checked without throwing anything, and what is read renders to itself', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (args) => {
        const parsed = parseArgs(args);
        if (parsed.command !== 'serve') return;
        expect(checkInvocation(parsed.invocation)).toBeInstanceOf(Array);
        if (parsed.problems.length > 0 || parsed.invocation.instances.some(({ uri }) => notRendered.test(uri))) return;
        const rendered = renderArgs(parsed.invocation);
        expect(parseArgs(rendered)).toEqual({ ...parsed, invocation: withoutSecrets(parsed.invocation) });
      }),
    );
  });

  it('never shows the value of a secret', () => {
    const secret = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 12, maxLength: 20 });
    const forms = fc.constantFrom<(value: string) => readonly string[]>(
      (value) => [`--token=${value}`],
      (value) => ['--token', value],
      (value) => ['-t', value],
      (value) => [`-t${value}`],
      (value) => [`-it${value}`],
      (value) => [`-t=${value}`],
      (value) => ['-j', `{"private_key":"${value}"}`],
      (value) => [`--login-token=${value}`],
      (value) => ['--tokn', value],
      (value) => [`--tokens=${value}`],
      (value) => [`-xt${value}`],
      (value) => [`${primary}?token=${value}`],
      (value) => [`${primary}?token=${value};`],
    );
    fc.assert(
      fc.property(
        secret,
        forms,
        fc.constantFrom([], ['--psc'], ['--port'], ['-a'], ['--nothing'], ['--']),
        fc.array(words, { maxLength: 2 }),
        (value, form, before, after) => {
          const argument = form(value);
          // A flag without its value takes the next word, and then a secret would be an instance.
          const parsed = parseArgs([...(argument.length === 1 ? before : []), ...argument, ...after]);
          const checked = parsed.command === 'serve' ? checkInvocation(parsed.invocation) : [];
          expect(JSON.stringify([parsed.problems, checked])).not.toContain(value);
          if (before.length === 0) expect(JSON.stringify(parsed)).not.toContain(value);
        },
      ),
    );
  });
});
