import pg from 'pg';

/** The two instances that the application knows, by the variables that its Deployment gets on GKE as well. */
export function connectDatabases(environment = process.env) {
  const primary = new pg.Pool({ connectionString: environment.DATABASE_URL });
  const readPool = new pg.Pool({ connectionString: environment.DATABASE_READ_URL });
  return {
    primary,
    readPool,
    end: async () => {
      await Promise.all([primary.end(), readPool.end()]);
    },
  };
}
