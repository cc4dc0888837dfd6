import { expect, it } from 'vitest';
import { emulatorSpecProblems } from './emulator-spec-problems';

it('everything that is wrong with a spec is told at once, and nothing of a right one', () => {
  const cluster = 'projects/my-project/locations/us-central1/clusters/shop';
  expect(emulatorSpecProblems({ clusters: { [cluster]: { instances: { primary: {} } } } })).toEqual([]);
  expect(emulatorSpecProblems({ clusters: { [cluster]: { instances: {} } }, ports: { adminApi: 0 } }).map(({ code }) => code)).toEqual([
    'no-primary',
    'emulator-port',
  ]);
  expect(emulatorSpecProblems('spec').map(({ code }) => code)).toEqual(['spec-not-an-object']);
});
