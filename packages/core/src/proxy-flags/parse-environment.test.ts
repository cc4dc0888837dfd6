import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemText } from '../errors/problem';
import { checkInvocation } from './check-invocation';
import { environmentVariable } from './flag-names';
import { parseEnvironment } from './parse-environment';
import { flagsOf, type ProxyInvocation } from './proxy-invocation';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const read = primary.replace('primary', 'read');
const started: ProxyInvocation = { flags: {}, instances: [{ uri: primary, flags: {} }] };
const nothing: ProxyInvocation = { flags: {}, instances: [] };

const problemsOf = (environment: Readonly<Record<string, string>>, invocation = started): readonly string[] =>
  parseEnvironment(environment, invocation).problems.map(problemText);

describe('variables of the Auth Proxy', () => {
  it('set the flags of their names', () => {
    const environment = {
      ALLOYDB_PROXY_PORT: '0x10',
      ALLOYDB_PROXY_AUTO_IAM_AUTHN: 'T',
      ALLOYDB_PROXY_QUIET: 'false',
      ALLOYDB_PROXY_TOKEN: 'abc',
    };
    expect(parseEnvironment(environment, started)).toEqual({
      invocation: { flags: { port: 16, autoIamAuthn: true, quiet: false, token: 'hidden' }, instances: started.instances },
      problems: [],
    });
  });

  it('give way to a flag, even if they could not be read', () => {
    expect(parseEnvironment({ ALLOYDB_PROXY_PORT: 'tcp://10.0.0.1:5432' }, { ...started, flags: { port: 6432 } })).toEqual({
      invocation: { flags: { port: 6432 }, instances: started.instances },
      problems: [],
    });
  });

  it('count as not set when they are empty', () => {
    expect(parseEnvironment({ ALLOYDB_PROXY_PORT: '', ALLOYDB_PROXY_INSTANCE_URI: '', ALLOYDB_PROXY_NOTHING: '' }, started)).toEqual({
      invocation: started,
      problems: [],
    });
  });

  it.each([
    [
      { ALLOYDB_PROXY_PORT: 'tcp://10.0.0.1:5432' },
      'env.ALLOYDB_PROXY_PORT: ALLOYDB_PROXY_PORT is "tcp://10.0.0.1:5432": Kubernetes sets it for a Service of that name, and the Auth Proxy takes it for --port. Write --port as an argument, which wins over the variable.',
    ],
    [
      { ALLOYDB_PROXY_MAX_SIGTERM_DELAY: '30' },
      'env.ALLOYDB_PROXY_MAX_SIGTERM_DELAY: ALLOYDB_PROXY_MAX_SIGTERM_DELAY is "30", which the Auth Proxy cannot read. Without a word it goes on with 0s. Use the flag --max-sigterm-delay instead of the variable: a wrong flag is an error.',
    ],
    [
      { ALLOYDB_PROXY_MAX_CONNECTIONS: 'abc' },
      'env.ALLOYDB_PROXY_MAX_CONNECTIONS: ALLOYDB_PROXY_MAX_CONNECTIONS is "abc", which the Auth Proxy cannot read. Without a word it goes on with 0. Use the flag --max-connections instead of the variable: a wrong flag is an error.',
    ],
    [
      { ALLOYDB_PROXY_AUTO_IAM_AUTHN: 'yes' },
      'env.ALLOYDB_PROXY_AUTO_IAM_AUTHN: ALLOYDB_PROXY_AUTO_IAM_AUTHN is "yes", which the Auth Proxy cannot read. Without a word it goes on with false. Use the flag --auto-iam-authn instead of the variable: a wrong flag is an error.',
    ],
    [
      { ALLOYDB_PROXY_HTTP_PORT: 'http' },
      'env.ALLOYDB_PROXY_HTTP_PORT: ALLOYDB_PROXY_HTTP_PORT is "http". It must be a port number from 1 to 65535. Correct the value, or leave ALLOYDB_PROXY_HTTP_PORT out.',
    ],
    [
      { ALLOYDB_PROXY_CONFIG_FILE: '/proxy.toml' },
      'env.ALLOYDB_PROXY_CONFIG_FILE: ALLOYDB_PROXY_CONFIG_FILE has no effect: the Auth Proxy reads --config-file from its arguments alone. Use the flag --config-file, or remove the variable.',
    ],
    [
      { ALLOYDB_PROXY_PROT: '1' },
      'env.ALLOYDB_PROXY_PROT: ALLOYDB_PROXY_PROT is no variable of the Auth Proxy, and is ignored. Did you mean ALLOYDB_PROXY_PORT?',
    ],
    [
      { ALLOYDB_PROXY_UNIX_SOCKET_PATH: '/x' },
      'env.ALLOYDB_PROXY_UNIX_SOCKET_PATH: ALLOYDB_PROXY_UNIX_SOCKET_PATH is no variable of the Auth Proxy, and is ignored. Write ?unix-socket-path= behind the instance URI: it holds for one instance.',
    ],
    [
      { ALLOYDB_PROXY_INSTANCE_URI: read },
      'env.ALLOYDB_PROXY_INSTANCE_URI: ALLOYDB_PROXY_INSTANCE_URI is ignored, because an instance URI among the arguments is there. Keep one of them. Arguments are the better place.',
    ],
  ])('%j', (environment, message) => {
    expect(problemsOf(environment)).toEqual([message]);
  });

  it('become what the Auth Proxy makes of them: a port that cannot be read is 0', () => {
    const { invocation } = parseEnvironment({ ALLOYDB_PROXY_PORT: 'tcp://10.0.0.1:5432' }, started);
    expect(invocation.flags).toEqual({ port: 0 });
    expect(checkInvocation(invocation).map(({ code }) => code)).toEqual(['port-zero']);
  });

  it('do not contradict a Unix socket with a port that cannot be read', () => {
    const { invocation } = parseEnvironment({ ALLOYDB_PROXY_PORT: 'x', ALLOYDB_PROXY_UNIX_SOCKET: '/run' }, started);
    expect(checkInvocation(invocation)).toEqual([]);
    const read = parseEnvironment({ ALLOYDB_PROXY_PORT: '6000', ALLOYDB_PROXY_UNIX_SOCKET: '/run' }, started);
    expect(checkInvocation(read.invocation).map(({ code }) => code)).toEqual(['listener-contradiction']);
  });
});

describe('what Kubernetes sets for a Service called alloydb-proxy', () => {
  it('is one trap and six variables without effect', () => {
    const environment = {
      ALLOYDB_PROXY_SERVICE_HOST: '10.0.0.1',
      ALLOYDB_PROXY_SERVICE_PORT: '5432',
      ALLOYDB_PROXY_SERVICE_PORT_POSTGRES: '5432',
      ALLOYDB_PROXY_PORT: 'tcp://10.0.0.1:5432',
      ALLOYDB_PROXY_PORT_5432_TCP: 'tcp://10.0.0.1:5432',
      ALLOYDB_PROXY_PORT_5432_TCP_PROTO: 'tcp',
      ALLOYDB_PROXY_PORT_5432_TCP_ADDR: '10.0.0.1',
    };
    expect(parseEnvironment(environment, started).problems.map(({ code }) => code)).toEqual(['environment-service-link']);
  });
});

describe('instances in the environment', () => {
  const instances = (environment: Readonly<Record<string, string>>): readonly string[] =>
    parseEnvironment(environment, nothing).invocation.instances.map(({ uri }) => uri);

  it('are one, or numbered from 0, or from 1 behind the one', () => {
    expect(instances({ ALLOYDB_PROXY_INSTANCE_URI: 'a' })).toEqual(['a']);
    expect(instances({ ALLOYDB_PROXY_INSTANCE_URI_0: 'a', ALLOYDB_PROXY_INSTANCE_URI_1: 'b' })).toEqual(['a', 'b']);
    expect(instances({ ALLOYDB_PROXY_INSTANCE_URI: 'a', ALLOYDB_PROXY_INSTANCE_URI_1: 'b' })).toEqual(['a', 'b']);
  });

  it('may have query parameters', () => {
    const { invocation } = parseEnvironment({ ALLOYDB_PROXY_INSTANCE_URI: `${primary}?port=6000` }, nothing);
    expect(invocation.instances).toEqual([{ uri: primary, flags: { port: 6000 } }]);
  });

  it('end at the first gap', () => {
    expect(instances({ ALLOYDB_PROXY_INSTANCE_URI_0: 'a', ALLOYDB_PROXY_INSTANCE_URI_2: 'c' })).toEqual(['a']);
    expect(problemsOf({ ALLOYDB_PROXY_INSTANCE_URI_0: 'a', ALLOYDB_PROXY_INSTANCE_URI_2: 'c' }, nothing)).toEqual([
      'env.ALLOYDB_PROXY_INSTANCE_URI_2: ALLOYDB_PROXY_INSTANCE_URI_2 is ignored: the variable before it, ALLOYDB_PROXY_INSTANCE_URI_1, is not set. Number the variables without a gap, or write the instance URIs as arguments.',
    ]);
    expect(problemsOf({ ALLOYDB_PROXY_INSTANCE_URI_1: 'b' }, nothing)).toEqual([
      'env.ALLOYDB_PROXY_INSTANCE_URI_1: ALLOYDB_PROXY_INSTANCE_URI_1 is ignored: the variable before it, ALLOYDB_PROXY_INSTANCE_URI_0, is not set. Number the variables without a gap, or write the instance URIs as arguments.',
    ]);
  });

  it('are not numbered 0 behind the one', () => {
    expect(problemsOf({ ALLOYDB_PROXY_INSTANCE_URI: 'a', ALLOYDB_PROXY_INSTANCE_URI_0: 'b' }, nothing)).toEqual([
      'env.ALLOYDB_PROXY_INSTANCE_URI_0: ALLOYDB_PROXY_INSTANCE_URI_0 is ignored, because ALLOYDB_PROXY_INSTANCE_URI is there. Keep one of them. Arguments are the better place.',
    ]);
  });
});

describe('any environment', () => {
  const names = fc.oneof(
    fc.constantFrom(...flagsOf('serve').map(({ name }) => environmentVariable(name))),
    fc.constantFrom(
      'ALLOYDB_PROXY_INSTANCE_URI',
      'ALLOYDB_PROXY_INSTANCE_URI_0',
      'ALLOYDB_PROXY_INSTANCE_URI_1',
      '__proto__',
      'constructor',
    ),
    fc.string().map((name) => `ALLOYDB_PROXY_${name}`),
  );

  it('is read and checked without throwing anything', () => {
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: 'binary' })), fc.constantFrom(started, nothing), (environment, invocation) => {
        const parsed = parseEnvironment(environment, invocation);
        expect(checkInvocation(parsed.invocation)).toBeInstanceOf(Array);
      }),
    );
  });

  it('never shows the value of a secret', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9]{12,20}$/),
        fc.constantFrom('TOKEN', 'LOGIN_TOKEN', 'JSON_CREDENTIALS', 'TOKN', 'TOKEN_'),
        (secret, name) => {
          const parsed = parseEnvironment({ [`ALLOYDB_PROXY_${name}`]: secret }, started);
          expect(JSON.stringify([parsed, checkInvocation(parsed.invocation)])).not.toContain(secret);
        },
      ),
    );
  });
});
