import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@alloydb-gke/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseAccess } from './database-access';
import type { DatabaseAccessArgs } from './database-access-args';
import { type MockedProgram, startMockedProgram } from './testing';
import { unknownOutput } from './unknown-output.fixture';

const cluster = {
  clusterName: 'projects/data-project/locations/us-central1/clusters/shop',
  instances: { primary: 'primary', read: 'read-pool' },
};
const make = (args: Partial<DatabaseAccessArgs> = {}): DatabaseAccess =>
  new DatabaseAccess('orders', { cluster, auth: 'iam', databaseName: 'orders', namespace: 'shop', ...args });

let program: MockedProgram;
let folder = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'connection-'));
  program = await startMockedProgram();
});
afterEach(() => rmSync(folder, { recursive: true }));

const outputsOf = async (): Promise<Readonly<Record<string, unknown>>> => (await program.resource(':DatabaseAccess')).outputs ?? {};

describe('the connection of an access', () => {
  it('is a text and annotations that both read as the same connection', async () => {
    make();
    const { connection, connectionJson, connectionAnnotations } = await outputsOf();
    const expected = Connection.parse(connection as object);
    expect(connectionJson).toBe(`${JSON.stringify(expected, null, 2)}\n`);
    expect(Connection.fromAnnotations(connectionAnnotations as Record<string, string>, 'orders')).toEqual(expected);
  });

  it('is called in annotations as one likes', async () => {
    make({ connectionName: 'orders-eu' });
    const { connectionAnnotations } = await outputsOf();
    expect(connectionAnnotations).toMatchObject({ 'orders-eu.alloydb-gke.dev/databaseName': 'orders' });
    expect(() => make({ connectionName: 'Orders' })).toThrow('orders: "Orders" cannot be the name of a connection in annotations. Set');
  });

  it('is known in a preview in all three forms', async () => {
    program = await startMockedProgram({ preview: true });
    make();
    const { connection, connectionJson, connectionAnnotations } = await outputsOf();
    expect(Connection.parse(connectionJson as string)).toEqual(Connection.parse(connection as object));
    expect(Object.keys(connectionAnnotations as object)).toContain('orders.alloydb-gke.dev/instances.read');
  });

  it('is written into a file by an update, and not by a preview', async () => {
    const file = join(folder, 'connections', 'orders.json');
    program = await startMockedProgram({ preview: true });
    make().writeConnection(file);
    await program.resources();
    expect(existsSync(file)).toBe(false);
    program = await startMockedProgram();
    const written = make().writeConnection(file);
    const { connectionJson } = await outputsOf();
    expect(await (written as unknown as { promise(): Promise<string> }).promise()).toBe(file);
    expect(readFileSync(file, 'utf8')).toBe(connectionJson);
  });

  it('is written into a file by a preview that is asked to, and not where it is not known yet', async () => {
    program = await startMockedProgram({ preview: true });
    const [known, unknown] = [join(folder, 'orders.json'), join(folder, 'reports.json')];
    make().writeConnection(known, { inPreview: true });
    const reports = new DatabaseAccess('reports', { cluster, auth: 'iam', databaseName: unknownOutput(''), namespace: 'shop' });
    const answer = reports.writeConnection(unknown, { inPreview: true });
    const { outputs } = await program.resource(':DatabaseAccess', 'orders');
    expect(readFileSync(known, 'utf8')).toBe(outputs?.['connectionJson']);
    expect(existsSync(unknown)).toBe(false);
    expect(await (answer as unknown as { promise(): Promise<string> }).promise()).toBe(unknown);
  });
});
