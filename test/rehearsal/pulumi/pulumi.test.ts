import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RehearsalReport, readPulumiFiles, rehearse } from '@alloydb-gke/rehearsal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { available } from '../../support/availability/available';

// What the engine wrote for one program, before and after `pulumi up`: a cluster with a read pool, one access by IAM and one with a
// password, and a Deployment with an Auth Proxy for each. The places of source lines are left out.
const preview = fileURLToPath(new URL('golden/preview.json', import.meta.url));
const exported = fileURLToPath(new URL('golden/export.json', import.meta.url));
const here = available('auth-proxy').here && available('postgresql').here;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pulumi-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const failuresOf = ({ pods }: RehearsalReport): readonly unknown[] =>
  pods.flatMap(({ expectations }) => expectations.filter(({ failure }) => failure !== undefined));

/** The preview with something else in it. */
function changed(name: string, from: string, to: string): string {
  const text = readFileSync(preview, 'utf8');
  expect(text).toContain(from);
  const file = join(folder, name);
  writeFileSync(file, text.replaceAll(from, to));
  return file;
}

describe.skipIf(!here)('a program of Pulumi', () => {
  it.concurrent.each([
    ['as its preview says it', preview],
    ['as its exported stack says it', exported],
  ])('is rehearsed green with no assumption, %s', async (_, file) => {
    const report = await rehearse([], { cloud: { pulumi: await readPulumiFiles([file]) } });
    expect(failuresOf(report)).toEqual([]);
    expect(report).toMatchObject({ passed: true, assumptions: [] });
    expect(report.pods.map(({ workload }) => workload.name.replace(/-[0-9a-f]+$/, '')).sort()).toEqual(['orders', 'reports']);
    expect(report.takenAsRight).toContain('The Secret reports-db is not shown: what is hidden of it is taken to be right.');
  });

  it.concurrent('fails where a role is granted to somebody else', async () => {
    const file = changed('other-member.json', '"roles/alloydb.databaseUser"', '"roles/alloydb.viewer"');
    const report = await rehearse([], { cloud: { pulumi: await readPulumiFiles([file]) } });
    expect(report.passed).toBe(false);
    expect(JSON.stringify(failuresOf(report))).toContain('roles/alloydb.databaseUser');
  });
});
