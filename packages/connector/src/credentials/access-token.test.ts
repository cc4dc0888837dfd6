import { describe, expect, it } from 'vitest';
import { accessToken } from './access-token';
import type { AccessTokenSource } from './access-token-source';
import { DefaultCredentials } from './default-credentials';

const never = new AbortController().signal;
const from = (answer: unknown): Promise<string> => accessToken({ getAccessToken: async () => answer } as AccessTokenSource, never);

describe('an access token', () => {
  it.each([['token-1'], [{ token: 'token-1' }], [{ token: 'token-1', res: {} }]])(
    'is taken in each form of google-auth-library: %j',
    async (answer) => {
      expect(await from(answer)).toBe('token-1');
    },
  );

  it.each([[null], [undefined], [''], [{}], [{ token: null }], [7]])('is missed where there is none: %j', async (answer) => {
    await expect(from(answer)).rejects.toMatchObject({
      code: 'no-access-token',
      kind: 'refresh',
      message: expect.stringContaining('The credentials gave no access token: getAccessToken() answered without one. Check'),
    });
  });

  it('is refused where it cannot be one, and is not shown', async () => {
    await expect(from('secret\r\nx-evil: 1')).rejects.toMatchObject({ message: expect.not.stringContaining('secret') });
  });

  it('is not there where its source throws, and the error holds nothing but the words of the source', async () => {
    const request = Object.assign(new Error('invalid_grant'), { code: '400', config: { data: 'refresh_token=secret' } });
    const source: AccessTokenSource = {
      getAccessToken: () => {
        throw request;
      },
    };
    const error: unknown = await accessToken(source, never).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'no-access-token', message: expect.stringContaining('invalid_grant'), cause: { code: '400' } });
    expect(error).not.toHaveProperty('cause.config');
  });

  it('is not there where what holds it throws', async () => {
    const answer = {
      get token(): string {
        throw new Error('the vault is sealed');
      },
    };
    await expect(from(answer)).rejects.toMatchObject({
      code: 'no-access-token',
      message: expect.stringContaining('The credentials gave no access token: the vault is sealed. Check'),
    });
  });

  it('is not waited for longer than it may be', async () => {
    const source: AccessTokenSource = { getAccessToken: () => new Promise(() => {}) };
    await expect(accessToken(source, AbortSignal.timeout(20))).rejects.toMatchObject({
      code: 'no-access-token',
      message: expect.stringContaining('getAccessToken() did not answer in time'),
    });
  });
});

describe('the application default credentials', () => {
  it('ask for google-auth-library where it is missing', async () => {
    const credentials = new DefaultCredentials('scope', 'googleapis.com', () => require('a-package-that-nobody-has'));
    await expect(accessToken(credentials, never)).rejects.toMatchObject({
      code: 'auth-library-missing',
      kind: 'config',
      message: expect.stringMatching(
        /which is not installed: Cannot find module .*a-package-that-nobody-has.*\. Run "npm install google-auth-library"/,
      ),
    });
  });

  it('ask for another version of it where that is too old', async () => {
    await expect(accessToken(new DefaultCredentials('scope', 'googleapis.com', () => ({})), never)).rejects.toMatchObject({
      code: 'auth-library-missing',
      message: expect.stringContaining('what is installed has no GoogleAuth'),
    });
  });

  it('are made once, with their scope', async () => {
    const made: unknown[] = [];
    class GoogleAuth {
      constructor(options: unknown) {
        made.push(options);
      }
      getAccessToken(): Promise<string> {
        return Promise.resolve('token-1');
      }
    }
    const credentials = new DefaultCredentials('scope', 'example.cloud', () => ({ GoogleAuth }));
    await accessToken(credentials, never);
    expect(await accessToken(credentials, never)).toBe('token-1');
    expect(made).toEqual([{ scopes: ['scope'], clientOptions: { universeDomain: 'example.cloud' } }]);
  });
});
