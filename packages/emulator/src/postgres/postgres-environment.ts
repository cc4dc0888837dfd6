/** What a program needs of the environment to be found and loaded. */
const kept = /^(PATH|HOME|TMPDIR|LOCPATH|ICU_DATA|LD_.*|DYLD_.*|NIX_.*)$/;

/**
 * The environment of PostgreSQL's programs. Those variables of the user that are for PostgreSQL's clients and servers
 * (`PGSSLMODE`, `PGDATA`, …) mean another database, and a server follows its primary as a client; the rest may be secrets.
 */
export function postgresEnvironment(environment: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(environment).filter(([name]) => kept.test(name))), LC_ALL: 'C' };
}
