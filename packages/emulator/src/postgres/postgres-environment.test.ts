import { describe, expect, it } from 'vitest';
import { postgresEnvironment } from './postgres-environment';

describe("the environment of PostgreSQL's programs", () => {
  it('has what programs are loaded by, and the language of the messages that are read', () => {
    expect(postgresEnvironment({ PATH: '/bin', LD_LIBRARY_PATH: '/lib', LC_ALL: 'de_DE' })).toEqual({
      PATH: '/bin',
      LD_LIBRARY_PATH: '/lib',
      LC_ALL: 'C',
    });
  });

  it('has nothing that points to another database, and no secret of the user', () => {
    const of = { PGSSLMODE: 'require', PGDATA: '/srv', PGPASSWORD: 'secret', PGGSSENCMODE: 'require', NPM_TOKEN: 'secret' };
    expect(postgresEnvironment(of)).toEqual({ LC_ALL: 'C' });
  });
});
