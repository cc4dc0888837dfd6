import { describe, expect, it } from 'vitest';
import { loadOptional } from './load-optional';

const failing = (code: string, message: string) => (): Promise<never> => Promise.reject(Object.assign(new Error(message), { code }));

describe('a package that need not be there', () => {
  it('is loaded where it is', async () => {
    expect(await loadOptional('fine', () => Promise.resolve('loaded'))).toBe('loaded');
  });

  it('is done without where it is not installed', async () => {
    const real = (): Promise<unknown> => Promise.resolve().then(() => require('not-there-at-all'));
    expect(await loadOptional('not-there-at-all', real)).toBeUndefined();
    const imported = failing('ERR_MODULE_NOT_FOUND', "Cannot find package '@grpc/grpc-js' imported from /here/index.js");
    expect(await loadOptional('@grpc/grpc-js', imported)).toBeUndefined();
  });

  it('is a reason not to start where it is broken', async () => {
    const incomplete = failing('ERR_MODULE_NOT_FOUND', "Cannot find package 'long' imported from /here/grpc-js/index.js");
    await expect(loadOptional('@grpc/grpc-js', incomplete)).rejects.toThrow(
      "The package @grpc/grpc-js is installed and cannot be loaded: Cannot find package 'long' imported from /here/grpc-js/index.js. Install it again, or remove it",
    );
    await expect(loadOptional('@grpc/grpc-js', failing('', 'Unexpected token'))).rejects.toThrow('cannot be loaded: Unexpected token.');
  });
});
