import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { databaseTargets } from './database-targets';

const target = { host: '127.0.0.1', port: 5432, user: 'appuser', database: 'myapp' };

describe('the databases that variables name', () => {
  it.each([
    [
      { DB_HOST: '127.0.0.1', DB_PORT: '5432', DB_NAME: 'myapp', DB_USER: 'appuser', DB_PASSWORD: 'x' },
      { from: 'DB_HOST', ...target, password: 'x' },
    ],
    [
      { PGHOST: '127.0.0.1', PGPORT: '6432', PGUSER: 'o@p.iam', PGDATABASE: 'd', PGSSLMODE: 'disable' },
      { from: 'PGHOST', host: '127.0.0.1', port: 6432, user: 'o@p.iam', database: 'd', sslMode: 'disable' },
    ],
    [
      { PGHOST: '/run/alloydb/p.r.c.i', PGUSER: 'u' },
      { from: 'PGHOST', host: '/run/alloydb/p.r.c.i', port: 5432, user: 'u', database: 'u' },
    ],
    [
      { DB_HOST: 'localhost:5342', DB_NAME: 'd' },
      { from: 'DB_HOST', host: 'localhost', port: 5342, database: 'd' },
    ],
    [
      { ORDERS_HOST: 'h', ORDERS_DATABASE: 'd', ORDERS_PASSWORD_FILE: '/p' },
      { from: 'ORDERS_HOST', host: 'h', port: 5432, database: 'd', passwordFile: '/p' },
    ],
    [
      { POSTGRES_HOST: 'h', POSTGRES_DB: 'd', POSTGRES_USER: 'u' },
      { from: 'POSTGRES_HOST', host: 'h', port: 5432, user: 'u', database: 'd' },
    ],
    [
      { DATABASE_URL: 'postgres://u:p%40ss@127.0.0.1:5433/d?sslmode=disable' },
      { from: 'DATABASE_URL', host: '127.0.0.1', port: 5433, user: 'u', database: 'd', password: 'p@ss', sslMode: 'disable' },
    ],
    [
      { DATABASE_URL: 'postgresql://o%40p.iam@127.0.0.1:5432/d', PGPASSWORD: 'x' },
      { from: 'DATABASE_URL', host: '127.0.0.1', port: 5432, user: 'o@p.iam', database: 'd', password: 'x' },
    ],
    [{ URI: 'postgresql+psycopg2://u@/d?host=/run/sql' }, { from: 'URI', host: '/run/sql', port: 5432, user: 'u', database: 'd' }],
    [
      { SPRING_DATASOURCE_URL: 'jdbc:postgresql://localhost:5432/d', SPRING_DATASOURCE_USERNAME: 'u', SPRING_DATASOURCE_PASSWORD: 'x' },
      { from: 'SPRING_DATASOURCE_URL', host: 'localhost', port: 5432, user: 'u', database: 'd', password: 'x' },
    ],
    [
      { JDBC: 'jdbc:postgresql://localhost/d?user=u&password=x' },
      { from: 'JDBC', host: 'localhost', port: 5432, user: 'u', database: 'd', password: 'x' },
    ],
    [
      { CONN: "host=127.0.0.1 port=5433 user=u dbname=d password='a b'" },
      { from: 'CONN', host: '127.0.0.1', port: 5433, user: 'u', database: 'd', password: 'a b' },
    ],
    [
      { ConnectionStrings__Db: 'Host=127.0.0.1;Port=5433;Username=u;Database=d' },
      { from: 'ConnectionStrings__Db', host: '127.0.0.1', port: 5433, user: 'u', database: 'd' },
    ],
  ])('are found: %j', (environment, expected) => {
    expect(databaseTargets(environment)).toEqual([expected]);
  });

  it.each([
    {},
    { HOSTNAME: 'my-app-1' },
    { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443', KUBERNETES_PORT: 'tcp://10.0.0.1:443' },
    { DB_SERVICE_HOST: '10.0.0.2', DB_SERVICE_PORT: '5432', DB_PORT: 'tcp://10.0.0.2:5432', DB_PORT_5432_TCP_ADDR: '10.0.0.2' },
    { REDIS_HOST: 'redis', REDIS_PORT: '6379', REDIS_DB: '0', REDIS_PASSWORD: 'x' },
    { SMTP_HOST: 'mail', SMTP_USER: 'u', SMTP_PASSWORD: 'x' },
    { PGPASSWORD: 'x', PGUSER: 'u' },
    { POSTGRES_IMAGE: 'postgres:17' },
    { API_HOST: 'api.example.com', API_PORT: '80' },
    { REDIS_URL: 'redis://u:p@h:1/0', MYSQL_URL: 'mysql://u@h/d' },
  ])('are none: %j', (environment) => {
    expect(databaseTargets(environment)).toEqual([]);
  });

  it('are several where there are several instances, and what one does not say the other says', () => {
    const primary = { PGHOST: '127.0.0.1', PGPORT: '5432', PGUSER: 'u', PGDATABASE: 'd', PGPASSWORD: 'x' };
    const read = { READ_PGHOST: '127.0.0.1', READ_PGPORT: '5433', READ_PGUSER: 'r', READ_PGDATABASE: 'd' };
    expect(databaseTargets({ ...primary, ...read })).toMatchObject([
      { from: 'PGHOST', port: 5432, user: 'u', password: 'x' },
      { from: 'READ_PGHOST', port: 5433, user: 'r', password: 'x' },
    ]);
    const shared = { DB_HOST: '127.0.0.1', DB_USER: 'u', DB_NAME: 'd', DB_READ_HOST: '127.0.0.1', DB_READ_PORT: '5433' };
    expect(databaseTargets(shared)).toMatchObject([
      { from: 'DB_HOST', port: 5432 },
      { from: 'DB_READ_HOST', port: 5433, user: 'u', database: 'd' },
    ]);
  });

  it('are one where a URL and its parts name the same', () => {
    const parts = { DB_HOST: 'h', DB_PORT: '5432', DB_USER: 'u', DB_NAME: 'd' };
    expect(databaseTargets({ ...parts, DATABASE_URL: 'postgres://u@h/d' })).toHaveLength(1);
  });

  it('have a port that is one, whatever the variables hold', () => {
    const name = fc.constantFrom('PGHOST', 'PGPORT', 'DB_HOST', 'DB_PORT', 'DB_NAME', 'DATABASE_URL', '__proto__');
    const value = fc.oneof(
      fc.string(),
      fc.string().map((text) => `postgres://${text}`),
      fc.constant('tcp://10.0.0.1:5432'),
    );
    fc.assert(
      fc.property(fc.dictionary(name, value), (environment) => {
        for (const { port, host } of databaseTargets(environment)) {
          expect(port > 0 && port < 65_536, `port ${port}`).toBe(true);
          expect(host).not.toBe('');
        }
      }),
    );
  });
});
