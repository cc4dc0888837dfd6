import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name';

const known = ['databaseName', 'databaseUser', 'identity', 'auth'];

describe('the name that was probably meant', () => {
  it.each([
    ['databasename', 'databaseName'],
    ['dataBaseUsr', 'databaseUser'],
    ['identiy', 'identity'],
    ['auht', 'auth'],
    ['Auth', 'auth'],
  ])('is the nearest one: %s', (name, meant) => {
    expect(nearestName(name, known)).toBe(meant);
  });

  it.each(['password', 'x', 'kubernetesServiceAccount', ''])('is none where none is near: %j', (name) => {
    expect(nearestName(name, known)).toBeUndefined();
  });
});
