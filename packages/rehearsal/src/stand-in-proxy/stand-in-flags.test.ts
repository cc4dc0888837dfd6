import { flagRows } from '@alloydb-gke/core';
import { expect, it } from 'vitest';
import { refusedFlags, standInFlags } from './stand-in-flags';

it('the stand-in knows what it does with each flag of the process', () => {
  const process = flagRows.filter(({ commands, scope, kind }) => commands.includes('serve') && scope !== 'instance' && kind !== 'action');
  const names = process.map(({ name }) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()));
  expect(Object.keys(standInFlags).sort()).toEqual(names.sort());
});

it('refuses what it would have to know a secret for, and what it cannot do', () => {
  expect(refusedFlags({ token: 'hidden', fuse: '/x', healthCheck: true, gcloudAuth: false })).toEqual(['token', 'fuse']);
});
