import { expect, it } from 'vitest';
import { unixSocketPath } from './unix-socket-path';

const uri = 'projects/example.com:My-Project/locations/us-central1/clusters/shop/instances/primary';

it('is in a folder with the lower-case name of the instance', () => {
  expect(unixSocketPath({ uri, flags: { unixSocket: '/run/' } }, undefined)).toBe(
    '/run/example.com_my-project.us-central1.shop.primary/.s.PGSQL.5432',
  );
});

it('is in the directory of the process before that of the instance', () => {
  expect(unixSocketPath({ uri, flags: { unixSocket: '/own' } }, '/process')).toMatch(/^\/process\//);
});

it('is in the folder that the instance names, and that name may be the socket itself', () => {
  expect(unixSocketPath({ uri, flags: { unixSocketPath: '/run/./a/../b' } }, '/process')).toBe('/run/b/.s.PGSQL.5432');
  expect(unixSocketPath({ uri, flags: { unixSocketPath: '/run/b/.s.PGSQL.5432/' } }, undefined)).toBe('/run/b/.s.PGSQL.5432');
});

it('is nowhere for what is no instance URI', () => {
  expect(unixSocketPath({ uri: 'x', flags: { unixSocket: '/run' } }, undefined)).toBeUndefined();
});
