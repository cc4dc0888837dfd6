import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmulatorSpec, type RunningEmulator, specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { available } from '../support/availability/available';
import { currentUser, failure, query } from './support/query';
import { bothKindsOfUsers, clusterName, iamConnection, iamServiceAccount, iamUser, password, primary, readPool } from './support/world';

const here = available('postgresql').here;
const app = { user: 'app', password, database: 'orders' };

/** Where clients without a connector connect. */
function direct({ addresses }: RunningEmulator, uri = primary): { readonly host: string; readonly port: number } {
  const [host = '', port = ''] = addresses.instances[uri]?.direct.split(':') ?? [];
  return { host, port: Number(port) };
}

/** The spec with another cluster. */
function withCluster(spec: EmulatorSpec, change: object): EmulatorSpec {
  return { ...spec, clusters: { [clusterName]: { ...spec.clusters[clusterName], ...change } as never } };
}

describe.skipIf(!here)('the database behind the emulator', () => {
  let emulator: RunningEmulator;

  beforeAll(async () => {
    const spec = bothKindsOfUsers();
    emulator = await startEmulator(
      withCluster(spec, {
        instances: { ...spec.clusters[clusterName]?.instances, 'read-pool': { type: 'READ_POOL', requireConnectors: false } },
      }),
    );
  });
  afterAll(() => emulator.stop());

  it('is reached without a connector, encrypted and not', async () => {
    expect(await currentUser({ ...app, ...direct(emulator) })).toBe('app');
    expect(await currentUser({ ...app, ...direct(emulator), ssl: { rejectUnauthorized: false } })).toBe('app');
  });

  it('shows on the read pool what was written on the primary', async () => {
    await query({ ...app, ...direct(emulator) }, 'CREATE TABLE seen (number int); INSERT INTO seen VALUES (7)');
    for (let tries = 0; tries < 100; tries += 1) {
      const rows = await query({ ...app, ...direct(emulator, readPool) }, "SELECT to_regclass('seen') IS NOT NULL AS there").catch(
        () => [],
      );
      if ((rows[0] as { there?: boolean } | undefined)?.there) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await query({ ...app, ...direct(emulator, readPool) }, 'SELECT number FROM seen')).toEqual([{ number: 7 }]);
  });

  it.each(['SET default_transaction_read_only = off', 'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE', 'SELECT 1'])(
    'refuses writes through the read pool after "%s"',
    async (setting) => {
      const client = new Client({ ...app, ...direct(emulator, readPool) });
      await client.connect();
      await client.query(setting).catch(() => {});
      const refusal: unknown = await client.query('CREATE TABLE never (number int)').catch((error: unknown) => error);
      await client.end();
      expect(refusal).toMatchObject({ code: '25006' });
      expect(emulator.log.refusals.at(-1)).toMatchObject({ code: 'write-on-read-pool', subject: readPool });
    },
  );

  it('lets no user create in the schema public that was not granted to', async () => {
    await using bare = await startEmulator(
      withCluster(bothKindsOfUsers(), { databases: { orders: {} }, users: { app: { auth: 'built-in', password } } }),
    );
    expect(await failure(query({ ...app, ...direct(bare) }, 'CREATE TABLE never (number int)'))).toBe(
      'permission denied for schema public',
    );
    expect(bare.log.refusals.at(-1)).toMatchObject({ code: 'grant-missing' });
  });

  it('gives IAM users the role alloydbiamuser, and a superuser of AlloyDB the right to make databases', async () => {
    const users = { app: { auth: 'built-in', password, databaseRoles: ['alloydbsuperuser'] }, [iamUser]: { auth: 'iam' } };
    await using other = await startEmulator(withCluster(bothKindsOfUsers(), { users, databases: { orders: {} } }));
    const member = `SELECT pg_has_role('${iamUser}', 'alloydbiamuser', 'member') AS member`;
    expect(await query({ ...app, ...direct(other) }, member)).toEqual([{ member: true }]);
    await query({ ...app, ...direct(other) }, 'CREATE DATABASE another');
    expect(await query({ ...app, ...direct(other), database: 'another' }, 'CREATE TABLE mine (number int)')).toEqual([]);
  });

  it('has not been logged in to by an IAM user whose database is not there', async () => {
    const { host, port } = direct(emulator);
    const login = { host, port, user: iamUser, password: emulator.accessToken(iamServiceAccount) };
    expect(await failure(currentUser({ ...login, database: 'nodb' }))).toBe('database "nodb" does not exist');
    expect(emulator.log.refusals.at(-1)).toMatchObject({ code: 'database-missing' });
    expect(await currentUser({ ...login, database: 'orders' })).toBe(iamUser);
    const logins = emulator.log.events.filter(({ code, values }) => code === 'client-logged-in' && values['user'] === iamUser);
    expect(logins.map(({ values }) => values['database'])).toEqual(['orders']);
  });

  it('takes nobody without a connector where the instance requires one', async () => {
    const instances = { primary: { requireConnectors: true } };
    await using strict = await startEmulator(withCluster(bothKindsOfUsers(), { instances }));
    expect(await failure(currentUser({ ...app, ...direct(strict) }))).toBe('connections to this instance require a connector');
    expect(strict.log.refusals.at(-1)).toMatchObject({ code: 'connectors-required' });
  });

  it('has the database flags that are declared', async () => {
    const instances = { primary: { databaseFlags: { work_mem: '7MB', 'alloydb.iam_authentication': 'on' } } };
    await using flagged = await startEmulator(withCluster(bothKindsOfUsers(), { instances }));
    expect(await query({ ...app, ...direct(flagged) }, 'SHOW work_mem')).toEqual([{ work_mem: '7MB' }]);
  });

  it('is read by a connection that has the number of the project only where one is declared', async () => {
    const spec = bothKindsOfUsers();
    const request = { auth: 'iam', databaseName: 'orders', kubernetesServiceAccount: 'shop/orders' } as const;
    const project = { ...spec.projects?.['my-project'], number: '123456789012' };
    await using declared = await startEmulator({ ...spec, projects: { 'my-project': project } });
    const numberOf = (one: RunningEmulator): string | undefined => one.connection(request).identity.workloadPoolProjectNumber;
    expect([numberOf(emulator), numberOf(declared)]).toEqual([undefined, '123456789012']);
  });

  it('is read by a connection that core makes of the spec', () => {
    const connection = emulator.connection({ auth: 'iam', databaseName: 'orders', kubernetesServiceAccount: 'shop/orders' });
    expect(connection.databaseUser).toBe(iamUser);
    expect(connection.instances.map(({ name, uri }) => [name, uri.toString()])).toEqual([
      ['primary', primary],
      ['read-pool', readPool],
    ]);
  });
});

describe.skipIf(!here)('a role with a condition', () => {
  it('grants nothing, and the log says that it was not evaluated', async () => {
    const spec = specForConnection(iamConnection);
    const project = spec.projects?.['my-project'] ?? {};
    const condition = { title: 'in the week', expression: 'request.time.getDayOfWeek() < 6' };
    const iam = (project.iam ?? []).map((binding) => (binding.role === 'roles/alloydb.client' ? { ...binding, condition } : binding));
    await using emulator = await startEmulator({ ...spec, projects: { 'my-project': { ...project, iam } } });
    expect(emulator.log.events.map(({ code }) => code)).toContain('condition-not-evaluated');
    const response = await fetch(`${emulator.addresses.adminApi}/v1beta/${primary}/connectionInfo`, {
      headers: { authorization: `Bearer ${emulator.accessToken(iamServiceAccount)}` },
    });
    expect(response.status).toBe(403);
    expect(emulator.log.refusals.at(-1)).toMatchObject({
      code: 'condition-in-the-way',
      message: `serviceAccount:${iamServiceAccount} has roles/alloydb.client on the project my-project only with the condition in the week, which is not evaluated.`,
    });
  });
});

describe.skipIf(!here)('a role of a group', () => {
  it('grants nothing, and the log says that its members are not known', async () => {
    const spec = specForConnection(iamConnection);
    const project = spec.projects?.['my-project'] ?? {};
    const binding = { role: 'roles/alloydb.client', members: ['group:team@example.com', 'deleted:user:ada@example.com?uid=1'] };
    await using emulator = await startEmulator({ ...spec, projects: { 'my-project': { ...project, iam: [binding] } } });
    expect(emulator.log.refusals).toMatchObject([
      { code: 'member-not-evaluated', values: { role: 'roles/alloydb.client', member: 'group:team@example.com' } },
    ]);
  });
});

describe.skipIf(!here)('an emulator that cannot start says what to do', () => {
  const start = (spec: EmulatorSpec, options = {}): Promise<string> =>
    startEmulator(spec, options).then(
      async (emulator) => {
        await emulator.stop();
        return 'it started';
      },
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );

  it('where a port is in use', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await start({ ...bothKindsOfUsers(), ports: { adminApi: port } })).toBe(
      `ports.adminApi: The port ${port} of 127.0.0.1 is in use. End the program that listens there, or choose another port under ports.`,
    );
    server.close();
  });

  it('where PostgreSQL does not know a database flag', async () => {
    const instances = { primary: { databaseFlags: { wrok_mem: '7MB' } } };
    expect(await start(withCluster(bothKindsOfUsers(), { instances }))).toMatch(
      /^postgres: PostgreSQL for projects\/.*\/primary does not start: .*wrok_mem.*\. Correct the database flags of the instance, if they are the reason\.$/,
    );
  });

  it('where the database refuses a statement', async () => {
    const databases = { orders: { statements: ['CREATE TABLE fine (number int)', 'SELECT * FROM nowhere'] } };
    expect(await start(withCluster(bothKindsOfUsers(), { databases }))).toBe(
      `clusters["${clusterName}"].databases["orders"].statements[1]: The database refuses a statement of clusters["${clusterName}"].databases["orders"].statements[1]: relation "nowhere" does not exist. Correct it.`,
    );
  });

  it('where the folder for its files is not there', async () => {
    expect(await start(bothKindsOfUsers(), { temporaryFolder: '/nowhere/at/all' })).toMatch(
      /^folder: The folder \/nowhere\/at\/all cannot be written: ENOENT.*\. Set TMPDIR to a folder that can be written\.$/,
    );
  });

  it('where PostgreSQL runs as another user, to whom the folder for its files is closed: with a template in the cache and without', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'private-'));
    const said: string[] = [];
    for (const cache of [process.env['ALLOYDB_GKE_CACHE'], join(folder, 'cold')]) {
      vi.stubEnv('ALLOYDB_GKE_CACHE', cache);
      said.push(await start(bothKindsOfUsers(), { temporaryFolder: folder }));
    }
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
    const closed = `postgres: "postgres", whom PostgreSQL runs as, cannot enter the folder ${folder}. Set TMPDIR to a folder that everybody may pass through, such as /tmp, or run the emulator as an ordinary user.`;
    const asRoot = process.getuid?.() === 0;
    expect(said.map((text) => text.replace('"nobody"', '"postgres"'))).toEqual(Array(2).fill(asRoot ? closed : 'it started'));
  });

  it('where there is no PostgreSQL in the folder that is named', async () => {
    expect(await start(bothKindsOfUsers(), { postgres: { binFolder: '/nowhere' } })).toMatch(
      /^postgres\.binFolder: \/nowhere holds no PostgreSQL/,
    );
  });
});
