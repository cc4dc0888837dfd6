import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelError } from '@alloydb-gke/core';
import { findPostgresPrograms } from '@alloydb-gke/emulator';
import { installProxy, type RehearsalOptions, rehearse } from '@alloydb-gke/rehearsal';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exitCodeOf } from '../../packages/cli/src/report-error';
import { available } from '../support/availability/available';
import { examples } from './missing/examples';
import { worldOf } from './missing/world-of-pod';

const here = available('auth-proxy').here && available('postgresql').here;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const pod = (image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: orders }\nspec:\n  containers:\n  - { name: proxy, image: "${image}" }\n`;
const assume: RehearsalOptions = { cloud: 'assume' };

/** How an attempt ends: as what, and with which code of the command. */
async function endOf(attempt: Promise<unknown>): Promise<{ readonly code: string; readonly text: string; readonly exit: string }> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof ModelError) return { code: error.code, text: error.message, exit: exitCodeOf(error) };
    throw error;
  }
  throw new Error('It went well.');
}

describe('what cannot be rehearsed', () => {
  it.each([
    ['unreadable YAML', 'broken.yaml', 'kind: [\n', 'manifest-yaml-not-readable', /broken\.yaml:2:1/],
    ['no proxy', 'none.yaml', pod('nginx:1'), 'no-auth-proxy', /None of the 1 objects/],
    ['a Cloud SQL proxy', 'sql.yaml', pod('gcr.io/cloud-sql-connectors/cloud-sql-proxy:2'), 'cloud-sql-proxy', /cannot reach AlloyDB/],
    [
      'a variable that is no text',
      'number.yaml',
      `${pod('gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1')}  - { name: app, image: "app:1", env: [{ name: PORT, value: 5432 }] }\n`,
      'variable-not-text',
      /Put the value in quotes/,
    ],
    [
      'a Job that restarts for ever',
      'job.yaml',
      'apiVersion: batch/v1\nkind: Job\nmetadata: { name: orders }\nspec:\n  template:\n    spec:\n      restartPolicy: Always\n      containers:\n      - { name: proxy, image: "gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1" }\n',
      'job-restart-policy',
      /restartPolicy: Never/,
    ],
    [
      'a proxy without an instance',
      'no-instance.yaml',
      pod('gcr.io/alloydb-connectors/alloydb-auth-proxy:1.17.1'),
      'nothing-to-assume',
      /Write instance URIs as its arguments/,
    ],
    ['a template', 'template.yaml', 'kind: {{ .Values.kind }}\n', 'manifest-template', /helm template/],
  ])('%s is a sentence', async (_, name, text, code, message) => {
    const end = await endOf(rehearse([file(name, text)], assume));
    expect(end).toMatchObject({ code, exit: 'input' });
    expect(end.text).toMatch(message);
    expect(end.text).toMatch(/\.$/);
  });

  it('a file that is not there is a sentence', async () => {
    expect(await endOf(rehearse([join(folder, 'nowhere.yaml')], assume))).toMatchObject({
      code: 'manifest-file-not-readable',
      exit: 'input',
    });
  });

  it('a cloud that is wrong is a sentence, with every place', async () => {
    const { manifests } = await worldOf(examples[0] ?? fail(), 'bad');
    const end = await endOf(rehearse(manifests, { cloud: { spec: { clusters: { nonsense: { instances: {} } } }, source: 'cloud.yaml' } }));
    expect(end.exit).toBe('input');
    expect(end.text).toContain('cloud.yaml');
  });

  it('a workload that is not there is a sentence that names those that are', async () => {
    const { manifests, spec } = await worldOf(examples[0] ?? fail(), 'bad');
    const end = await endOf(rehearse(manifests, { cloud: { spec }, only: ['Job/orders'] }));
    expect(end).toMatchObject({ code: 'no-such-workload', exit: 'usage' });
    expect(end.text).toContain('Deployment/my-app');
  });

  it('a machine without the Auth Proxy is a sentence that says how to get it', async () => {
    vi.stubEnv('ALLOYDB_AUTH_PROXY_BIN', undefined);
    vi.stubEnv('PATH', '/nowhere');
    vi.stubEnv('ALLOYDB_GKE_CACHE', folder);
    const { manifests, spec } = await worldOf(examples[0] ?? fail(), 'bad');
    const end = await endOf(rehearse(manifests, { cloud: { spec } }));
    expect(end).toMatchObject({ code: 'proxy-missing', exit: 'proxy' });
    expect(end.text).toContain('alloydb-gke proxy install');
  });

  it.each(['latest', '1.2', ''])('the version %j of the Auth Proxy is none', async (version) => {
    expect(await endOf(installProxy(version))).toMatchObject({ code: 'proxy-not-obtained', exit: 'proxy' });
  });

  it('a rehearsal that is ended before it began says so', async () => {
    const { manifests, spec } = await worldOf(examples[0] ?? fail(), 'bad');
    const end = await endOf(rehearse(manifests, { cloud: { spec }, signal: AbortSignal.abort() }));
    expect(end).toMatchObject({ code: 'rehearsal-aborted', exit: 'interrupted' });
  });
});

it('a machine without PostgreSQL is a sentence', async () => {
  const attempt = findPostgresPrograms(undefined, { path: '/nowhere', distributions: [], embedded: undefined });
  expect(await endOf(attempt)).toMatchObject({ code: 'postgres-not-found', exit: 'machine' });
});

describe.skipIf(!here)('what shows only in the pod', () => {
  it('a Secret that is not there is the failure of the pod', async () => {
    const { manifests, spec } = await worldOf(examples[1] ?? fail(), 'bad');
    const report = await rehearse(
      manifests.filter(({ kind }) => kind !== 'Secret'),
      { cloud: { spec } },
    );
    const failures = report.pods.flatMap(({ expectations }) => expectations.flatMap(({ failure }) => failure ?? []));
    expect(failures).toMatchObject([{ cause: 'secret-missing', seen: 'secret "alloydb-credentials" not found' }]);
  });
});

function fail(): never {
  throw new Error('There is no such example.');
}
