import { describe, expect, it } from 'vitest';
import { clientEnvironment } from './client-environment';
import { foreignVariables } from './foreign-variables';

const addresses = {
  adminApi: 'http://127.0.0.1:1',
  adminApiGrpc: undefined,
  tokenService: 'http://127.0.0.1:2',
  metadataServers: { 'shop/orders': '127.0.0.1:3' },
  httpsFront: 'http://127.0.0.1:4',
  certificateAuthorityFile: '/run/google-apis.pem',
  clientHome: '/run/home',
  clientScripts: {},
  plainScript: '',
  instances: {},
};

describe('the environment of a client', () => {
  it("takes away whatever of a developer's shell leads elsewhere", () => {
    const shell = Object.fromEntries(foreignVariables.map((name) => [name, 'elsewhere']));
    const environment = { ...shell, KEPT: 'kept', ...clientEnvironment(addresses, 'shop/orders') };
    expect(Object.values(environment)).not.toContain('elsewhere');
    expect(environment.KEPT).toBe('kept');
  });

  it.each([
    ['credentials', 'GOOGLE_APPLICATION_CREDENTIALS'],
    ['other proxies', 'all_proxy'],
    ['settings of the Auth Proxy', 'ALLOYDB_PROXY_IMPERSONATE_SERVICE_ACCOUNT'],
    ['its instance', 'ALLOYDB_PROXY_INSTANCE_URI'],
    ['settings of libpq', 'PGHOSTADDR'],
  ])('has no %s: %s', (_, name) => {
    const environment = clientEnvironment(addresses, 'shop/orders');
    expect(Object.keys(environment)).toContain(name);
    expect(environment[name]).toBeUndefined();
  });

  it('has the metadata server of its Kubernetes service account, and none without one', () => {
    expect(clientEnvironment(addresses, 'shop/orders')['GCE_METADATA_HOST']).toBe('127.0.0.1:3');
    expect(Object.entries(clientEnvironment(addresses, undefined))).toContainEqual(['GCE_METADATA_HOST', undefined]);
  });
});
