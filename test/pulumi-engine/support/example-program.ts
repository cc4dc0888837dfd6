import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseDocument } from 'yaml';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import type { EngineRun } from '../../support/pulumi-engine/engine-run';
import type { EngineStack, InlineProgram } from '../../support/pulumi-engine/engine-stack';

let runs = 0;

/** The folder of an example. */
export function exampleFolder(name: string): string {
  return join(repositoryFolder, 'examples', name);
}

/** The program of an example. It is what its file does when it is loaded, so that each run loads it again. */
export function exampleProgram(name: string): InlineProgram {
  const file = pathToFileURL(join(exampleFolder(name), 'index.ts')).href;
  return async () => {
    runs += 1;
    return { ...((await import(`${file}?run=${runs}`)) as object) };
  };
}

/** Sets values of the configuration of a stack, as `pulumi config set` does. */
export function configure({ folder }: EngineStack, config: Readonly<Record<string, string>>): void {
  const file = join(folder, 'Pulumi.dev.yaml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  for (const [key, value] of Object.entries(config)) document.setIn(['config', key], value);
  writeFileSync(file, document.toString());
}

interface Plan {
  readonly config: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly op: string; readonly urn: string; readonly newState: Readonly<Record<string, unknown>> }[];
}

/** What of a resource is kept: another version of the engine may say more of it. */
const keptFields = ['urn', 'custom', 'type', 'inputs', 'parent', 'protect', 'provider', 'dependencies'] as const;

/** What `pulumi preview --json` prints, without what differs from run to run: places of lines, order, random ends of names, seconds. */
export function planOf({ printed }: EngineRun): string {
  const { config, steps } = JSON.parse(printed) as Plan;
  const lines = steps.map(({ op, urn, newState }) => {
    const fields = keptFields.filter((field) => newState[field] !== undefined).map((field) => [field, newState[field]] as const);
    const sorted = fields.map(([field, value]) => [field, field === 'dependencies' ? [...(value as string[])].sort() : value]);
    return JSON.stringify({ op, urn, newState: Object.fromEntries(sorted) });
  });
  const known = Object.entries(config).filter(([key]) => !/password/i.test(key));
  const text = `{\n"config": ${JSON.stringify(Object.fromEntries(known))},\n"steps": [\n${lines.sort().join(',\n')}\n]\n}\n`;
  return text.replace(/("name":"[a-z-]+)-[0-9a-f]{7}"/g, '$1-1234567"');
}

/** The Kubernetes objects of which a run does not know a value. */
export function unknownOf({ printed }: EngineRun, unknown: string): readonly string[] {
  const { steps } = JSON.parse(printed) as Plan;
  const objects = steps.filter(({ newState }) => String(newState['type']).startsWith('kubernetes:'));
  return objects.filter(({ newState }) => JSON.stringify(newState['inputs'] ?? {}).includes(unknown)).map(({ urn }) => urn);
}
