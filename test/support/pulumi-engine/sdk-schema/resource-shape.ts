import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reportsFolder } from '../../../../tools/workspace/folders.mjs';
import { fromPackage } from '../sdk-modules';
import type { ResourceShape } from './input-shape';
import { readDeclarations } from './read-declarations';

const shapes = new Map<string, ResourceShape | undefined>();

/** What a resource takes in the SDK that the package uses; nothing where the SDK has no such resource. Kept for the next run. */
export function resourceShape(type: string): ResourceShape | undefined {
  if (!shapes.has(type)) shapes.set(type, keptShape(type));
  return shapes.get(type);
}

function keptShape(type: string): ResourceShape | undefined {
  const provider = type.slice(0, type.indexOf(':'));
  const manifest = fromPackage.resolve(`@pulumi/${provider}/package.json`);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
  const file = join(reportsFolder, 'sdk-shapes', `${provider}-${version}`, `${type.replace(/[:/]/g, '-')}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ResourceShape;
  } catch {
    const shape = readDeclarations(dirname(manifest), type);
    if (!shape) return undefined;
    mkdirSync(dirname(file), { recursive: true });
    // Another worker may write the same.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify(shape));
    renameSync(unfinished, file);
    return shape;
  }
}

/** The version of a provider's SDK. */
export function sdkVersion(provider: string): string {
  return (fromPackage(`@pulumi/${provider}/package.json`) as { readonly version: string }).version;
}
