import { describe, expect, it } from 'vitest';
import { parseEnvironment } from './parse-environment';
import { proxyVariables } from './proxy-variables';

describe('the variables that the Auth Proxy reads', () => {
  it('are those of its flags and its instance, each once', () => {
    expect(proxyVariables).toEqual(expect.arrayContaining(['ALLOYDB_PROXY_AUTO_IAM_AUTHN', 'ALLOYDB_PROXY_INSTANCE_URI']));
    expect(new Set(proxyVariables).size).toBe(proxyVariables.length);
  });

  it('leave nothing for it to read when they are gone', () => {
    const environment = Object.fromEntries(proxyVariables.map((name) => [name, '1']));
    const read = parseEnvironment(environment, { flags: {}, instances: [] }, 'env');
    expect(read.problems.map(({ code }) => code)).not.toContain('environment-variable-unknown');
    expect(Object.keys(read.invocation.flags).length).toBeGreaterThan(10);
  });
});
