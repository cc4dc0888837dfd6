import { describe, expect, it } from 'vitest';
import type { ConnectionOptions } from './connection-options';
import { Connector } from './connector';
import type { ConnectorOptions } from './connector-options';
import { readConnectorOptions, readLocalProxyOptions } from './read-options';

const instanceUri = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const make = (options: unknown) => () => new Connector(options as ConnectorOptions);
const getOptions = (options: unknown) => () => new Connector().getOptions(options as ConnectionOptions);

describe('the options of a connector', () => {
  it('have defaults', () => {
    expect(readConnectorOptions({})).toMatchObject({
      adminApiEndpoint: 'https://alloydb.googleapis.com',
      iamCredentialsEndpoint: 'https://iamcredentials.googleapis.com',
      refresh: 'ahead',
      limitRateInterval: 30_000,
    });
  });

  it('follow the universe domain', () => {
    expect(readConnectorOptions({ universeDomain: 'example.cloud' }).adminApiEndpoint).toBe('https://alloydb.example.cloud');
  });

  it('may have a slash at the end of an endpoint', () => {
    expect(readConnectorOptions({ adminApiEndpoint: 'http://127.0.0.1:8080/' }).adminApiEndpoint).toBe('http://127.0.0.1:8080');
  });

  it.each([
    [
      { auth: 'ya29.secret' },
      'cannot be the value of the option auth. Set auth to a client of google-auth-library, or an object with getAccessToken().',
    ],
    [
      { adminApiEndpoint: '127.0.0.1:8080' },
      '"127.0.0.1:8080" cannot be the value of the option adminApiEndpoint. Set adminApiEndpoint to a URL with its scheme',
    ],
    [{ adminApiEndpoint: 'http://127.0.0.1?x=1' }, 'nothing behind its path'],
    [{ refresh: 'eager' }, '"eager" cannot be the value of the option refresh. Set refresh to "ahead" or "lazy".'],
    [{ connectTimeout: 0 }, '0 cannot be the value of the option connectTimeout. Set connectTimeout to a number of milliseconds above 0.'],
    [{ limitRateInterval: Number.NaN }, 'NaN cannot be'],
    [{ impersonationChain: 'a@b.c' }, 'Set impersonationChain to a list of e-mails of IAM service accounts.'],
    [{ impersonationChain: ['orders'] }, 'a list cannot be the value of the option impersonationChain'],
    [{ userAgent: 'a\r\nb' }, 'of printable ASCII'],
    [{ quotaProject: '' }, '"" cannot be the value of the option quotaProject. Set quotaProject to text.'],
    [{ sqlAdminAPIEndpoint: 'x' }, 'There is no option "sqlAdminAPIEndpoint" here. Use auth, loginAuth,'],
    [null, 'null cannot be the value of the option options. Set options to an object.'],
  ])('are refused with what to write instead: %j', (options, sentence) => {
    expect(make(options)).toThrow(expect.objectContaining({ kind: 'config', message: expect.stringContaining(sentence) }));
  });

  it('may be undefined one by one', () => {
    const options = { auth: undefined, refresh: undefined } as unknown as ConnectorOptions;
    expect(readConnectorOptions(options).refresh).toBe('ahead');
  });

  it('never show what may be a token', () => {
    expect(make({ auth: 'ya29.secret' })).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
  });
});

describe('the options of a connection', () => {
  it.each([
    [{ instanceUri, ipType: 'private' }, 'ip-type-unknown', '"private" is not an IP type. Set ipType to "PRIVATE" or "PUBLIC" or "PSC".'],
    [{ instanceUri, authType: 'iam' }, 'auth-type-unknown', '"iam" is not an auth type. Set authType to "PASSWORD" or "IAM".'],
    [{ instanceUri, authType: null }, 'auth-type-unknown', 'null is not an auth type.'],
    [{}, 'instance-uri-invalid', 'undefined is not an instance URI'],
    [
      { instanceConnectionName: 'p:r:i' },
      'connector-option-unknown',
      'There is no option "instanceConnectionName" here. Use instanceUri, ipType, authType.',
    ],
    [undefined, 'connector-option-invalid', 'undefined cannot be the value of the option options. Set options to an object.'],
  ])('are refused with what to write instead: %j', (options, code, sentence) => {
    expect(getOptions(options)).toThrow(expect.objectContaining({ code, kind: 'config', message: expect.stringContaining(sentence) }));
  });

  it('are a plain object for the driver, whether it is awaited or not', async () => {
    const connector = new Connector();
    const options = connector.getOptions({ instanceUri });
    expect(await options).toBe(options);
    expect({ ...options }).toEqual({ stream: expect.any(Function), ssl: false });
  });
});

describe('the place of a local proxy', () => {
  it.each([
    [{ path: '/run/db', port: 5432 }, 'The options path and port do not go together: a local proxy listens at a path or at a port.'],
    [{ port: 0, listenOptions: { path: '/run/db' } }, 'Leave out port to listen at the path /run/db, or leave out path.'],
    [{ path: '/run/db', port: 5432, host: '::1' }, 'The options path and port and host do not go together'],
  ])('is one: %j', (place, sentence) => {
    const read = (): unknown => readLocalProxyOptions({ instanceUri, ...place });
    expect(read).toThrow(expect.objectContaining({ code: 'listen-address-ambiguous', message: expect.stringContaining(sentence) }));
  });

  it('may have what is undefined', () => {
    const listenOptions = { path: '/run/db', port: undefined } as unknown as { path: string };
    expect(readLocalProxyOptions({ instanceUri, port: undefined as unknown as number, listenOptions }).place).toEqual({ path: '/run/db' });
  });
});
