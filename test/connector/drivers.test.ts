import type { Connector } from '@alloydb-gke/connector';
import { type RunningEmulator, startEmulator } from '@alloydb-gke/emulator';
import { PrismaPg } from '@prisma/adapter-pg';
import { sql as drizzleSql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { knex as newKnex } from 'knex';
import { Kysely, sql as kyselySql, PostgresDialect } from 'kysely';
import pg from 'pg';
import postgres from 'postgres';
import { DataSource, EntitySchema } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { iamUser, primary as instanceUri, password, readPool } from '../emulator/support/world';
import { available } from '../support/availability/available';
import { bothUsersOnBothInstances } from './support/both-instances';
import { connectorFor } from './support/connected';
import { openSockets } from './support/open-sockets';

/** The line that every driver writes and reads. */
interface Item {
  readonly id: number;
  readonly name: string;
}

describe.skipIf(!available('postgresql').here)('with the connector', () => {
  let emulator: RunningEmulator;
  let connector: Connector;
  let before: number;

  beforeAll(async () => {
    emulator = await startEmulator(bothUsersOnBothInstances());
    await using setup = connectorFor(emulator);
    const client = new pg.Client({ ...setup.getOptions({ instanceUri }), user: 'app', password, database: 'orders' });
    await client.connect();
    await client.query(`CREATE TABLE items (id int PRIMARY KEY, name text); GRANT ALL ON items TO "${iamUser}"`);
    await client.end();
  });
  afterAll(() => emulator.stop());
  beforeEach(() => {
    before = openSockets();
    connector = connectorFor(emulator);
  });
  afterEach(async () => {
    await connector.close();
    await expect.poll(openSockets, { timeout: 30_000 }).toBeLessThanOrEqual(before);
  });

  describe.each([
    { auth: 'a password', authType: 'PASSWORD', login: { user: 'app', password } },
    { auth: 'automatic IAM database authentication', authType: 'IAM', login: { user: iamUser } },
  ] as const)('and $auth', ({ authType, login: { user, ...secret } }) => {
    const offset = authType === 'IAM' ? 100 : 0;
    const login = { user, ...secret, database: 'orders' };

    it('pg writes and reads', async () => {
      // region pg
      const pool = new pg.Pool({ ...connector.getOptions({ instanceUri, authType }), ...login });
      // endregion
      await pool.query('INSERT INTO items VALUES ($1, $2)', [offset + 1, 'pg']);
      const { rows } = await pool.query<Item>('SELECT * FROM items WHERE id = $1', [offset + 1]);
      await pool.end();
      expect(rows).toEqual([{ id: offset + 1, name: 'pg' }]);
    });

    it('knex writes and reads', async () => {
      // region knex
      const knex = newKnex({ client: 'pg', connection: { ...connector.getOptions({ instanceUri, authType }), ...login } });
      // endregion
      await knex('items').insert({ id: offset + 2, name: 'knex' });
      const rows = await knex('items').where({ id: offset + 2 });
      await knex.destroy();
      expect(rows).toEqual([{ id: offset + 2, name: 'knex' }]);
    });

    it('Kysely writes and reads, in a transaction too', async () => {
      // region kysely
      const pool = new pg.Pool({ ...connector.getOptions({ instanceUri, authType }), ...login });
      const db = new Kysely<{ items: Item }>({ dialect: new PostgresDialect({ pool }) });
      // endregion
      await db.transaction().execute((run) =>
        run
          .insertInto('items')
          .values({ id: offset + 3, name: 'kysely' })
          .execute(),
      );
      const rows = await db
        .selectFrom('items')
        .selectAll()
        .where('id', '=', offset + 3)
        .execute();
      const who = await kyselySql<{ current_user: string }>`SELECT current_user`.execute(db);
      await db.destroy();
      expect(rows).toEqual([{ id: offset + 3, name: 'kysely' }]);
      expect(who.rows).toEqual([{ current_user: user }]);
    });

    it('Drizzle writes and reads', async () => {
      const items = pgTable('items', { id: integer('id').primaryKey(), name: text('name') });
      // region drizzle
      const pool = new pg.Pool({ ...connector.getOptions({ instanceUri, authType }), ...login });
      const db = drizzle({ client: pool });
      // endregion
      await db.insert(items).values({ id: offset + 4, name: 'drizzle' });
      const rows = await db
        .select()
        .from(items)
        .where(drizzleSql`${items.id} = ${offset + 4}`);
      await pool.end();
      expect(rows).toEqual([{ id: offset + 4, name: 'drizzle' }]);
    });

    it('TypeORM writes to the primary and reads from the read pool', async () => {
      const items = new EntitySchema<Item>({ name: 'items', columns: { id: { type: 'int', primary: true }, name: { type: 'text' } } });
      const node = { username: login.user, ...secret, database: login.database };
      // region typeorm
      const one = new DataSource({ type: 'postgres', ...node, extra: connector.getOptions({ instanceUri, authType }), entities: [items] });
      // endregion
      await one.initialize();
      await one.getRepository(items).insert({ id: offset + 5, name: 'typeorm' });
      await one.destroy();
      const source = new DataSource({
        type: 'postgres',
        // The connector takes an instance URI for a host.
        replication: { master: { ...node, host: instanceUri }, slaves: [{ ...node, host: readPool }] },
        extra: connector.getOptions({ instanceUri, authType }),
        entities: [items],
      });
      await source.initialize();
      const found = (): Promise<Item[]> => source.getRepository(items).findBy({ id: offset + 5 });
      await expect.poll(found, { timeout: 30_000 }).toEqual([{ id: offset + 5, name: 'typeorm' }]);
      const where = (mode: 'master' | 'slave'): Promise<unknown> =>
        source.createQueryRunner(mode).query('SELECT pg_is_in_recovery() AS reads');
      expect([await where('master'), await where('slave')]).toEqual([[{ reads: false }], [{ reads: true }]]);
      await source.destroy();
    });

    it("Prisma's adapter writes and reads", async () => {
      // region prisma
      const adapter = new PrismaPg({ ...connector.getOptions({ instanceUri, authType }), ...login });
      // const prisma = new PrismaClient({ adapter });
      // endregion
      const connection = await adapter.connect();
      const argTypes = [
        { scalarType: 'int', arity: 'scalar' },
        { scalarType: 'string', arity: 'scalar' },
      ] as const;
      await connection.executeRaw({ sql: 'INSERT INTO items VALUES ($1, $2)', args: [offset + 6, 'prisma'], argTypes: [...argTypes] });
      const { rows } = await connection.queryRaw({ sql: `SELECT * FROM items WHERE id = ${offset + 6}`, args: [], argTypes: [] });
      await connection.dispose();
      expect(rows).toEqual([[offset + 6, 'prisma']]);
    });

    it('postgres.js writes and reads', async () => {
      // region postgres
      // Its types do not name the option socket: as a part of another object it is accepted.
      const socket = { socket: () => connector.getOptions({ instanceUri, authType }).stream() };
      const sql = postgres({ ...login, ssl: false, ...socket });
      // endregion
      await sql`INSERT INTO items VALUES (${offset + 7}, 'postgres')`;
      const rows = await sql<Item[]>`SELECT * FROM items WHERE id = ${offset + 7}`;
      await sql.end();
      expect([...rows]).toEqual([{ id: offset + 7, name: 'postgres' }]);
    });

    it.each([
      ['connect()', () => connector.connect({ instanceUri, authType })],
      ['the stream of getOptions()', () => connector.getOptions({ instanceUri, authType }).stream()],
    ])('postgres.js outlives more failures than it has connections, with %s', async (_, socket) => {
      const max = 2;
      const sql = postgres({ ...login, max, ssl: false, ...{ socket } });
      await emulator.faults.on('instance-refused');
      const code = (): Promise<unknown> => sql`SELECT 1`.catch((error: unknown) => (error as { readonly code?: unknown }).code);
      const codes = [];
      for (let count = 0; count < 3 * max; count += 1) codes.push(await code());
      expect(codes).toEqual(Array(3 * max).fill('instance-not-reached'));
      await emulator.faults.clear();
      expect([...(await sql`SELECT current_user`)]).toEqual([{ current_user: user }]);
      await sql.end();
    });
  });
});
