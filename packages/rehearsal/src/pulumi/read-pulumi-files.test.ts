import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RehearsalError } from '../rehearsal-error';
import { readPulumiFiles } from './read-pulumi-files';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pulumi-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: unknown): string {
  const path = join(folder, `${randomUUID()}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const type = 'gcp:alloydb/user:User';
const urn = `urn:pulumi:dev::shop::${type}::orders`;
const state = (inputs: object, more: object = {}): object => ({ urn, type, inputs, ...more });
const marked = (secret: object): object => ({ '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', ...secret });

describe('what Pulumi wrote', () => {
  it('is a preview by its steps: what will be there counts, and what goes does not', async () => {
    const steps = [
      { op: 'delete-replaced', oldState: state({ userId: 'old' }) },
      { op: 'replace', newState: state({ userId: 'both' }) },
      { op: 'create-replacement', newState: state({ userId: 'new' }) },
      { op: 'delete', newState: state({}, { urn: `${urn}-gone` }) },
    ];
    const { resources } = await readPulumiFiles([file({ config: { 'gcp:project': 'my-project' }, steps, changeSummary: { replace: 1 } })]);
    expect(resources).toMatchObject([{ name: 'orders', type, inputs: { userId: 'new' }, project: 'my-project' }]);
  });

  it('is an exported stack by its deployment: secrets are opened where they are in clear text', async () => {
    const inputs = { userId: 'reporter', password: marked({ plaintext: '"of the user"' }), passwordWo: marked({ ciphertext: 'v1:x' }) };
    const resources = [state(inputs), state({ userId: 'replaced' }, { delete: true })];
    const plan = await readPulumiFiles([file({ version: 3, deployment: { resources } })]);
    expect(plan.resources).toMatchObject([{ inputs: { userId: 'reporter', password: 'of the user', passwordWo: '[secret]' } }]);
  });

  it('has the project of an explicit provider before the one that is configured', async () => {
    const provider = {
      urn: 'urn:pulumi:dev::shop::pulumi:providers:gcp::other',
      type: 'pulumi:providers:gcp',
      inputs: { project: 'other' },
    };
    const steps = [provider, state({}, { provider: `${provider.urn}::04da6b54-80e4-46f7-96ec-b56ff0331ba9` })].map((newState) => ({
      op: 'create',
      newState,
    }));
    const { resources } = await readPulumiFiles([file({ config: { 'gcp:project': 'my-project' }, steps })]);
    expect(resources.at(1)?.project).toBe('other');
  });

  it.each([
    ['no JSON', 'Previewing update (dev):', 'pulumi-file-not-json'],
    ['a list', [], 'pulumi-file-unknown'],
    ['something else', { apiVersion: 'v1' }, 'pulumi-file-unknown'],
    ['a preview without steps', { steps: [], changeSummary: {} }, 'pulumi-preview-without-steps'],
    ['a preview that failed', { steps: [{ op: 'create' }], diagnostics: [{ severity: 'error', message: 'x' }] }, 'pulumi-preview-failed'],
    [
      'a preview that leaves out what does not change',
      { steps: [{ op: 'same', newState: state({}) }], changeSummary: { same: 29 } },
      'pulumi-preview-hides-same',
    ],
    ['an export of an old version', { version: 2, deployment: { resources: [state({})] } }, 'pulumi-export-version'],
    ['an export of nothing', { version: 3, deployment: {} }, 'pulumi-export-empty'],
  ])('is refused with a sentence where it is %s', async (_, content, code) => {
    await expect(readPulumiFiles([file(content)])).rejects.toMatchObject({ code });
  });

  it('is named with every file that is wrong, and no line of it is quoted', async () => {
    const wrong = [file('password: hunter2'), join(folder, 'none.json')];
    const error: unknown = await readPulumiFiles(wrong).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RehearsalError);
    expect((error as RehearsalError).problems.map(({ code, path }) => [code, path])).toEqual([
      ['pulumi-file-not-json', wrong[0]],
      ['pulumi-file-not-readable', wrong[1]],
    ]);
    expect((error as RehearsalError).message).not.toContain('hunter2');
  });
});
