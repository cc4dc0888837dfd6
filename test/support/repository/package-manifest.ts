import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';

/** The fields of a package.json that the repository's own rules speak about. */
export interface PackageManifest {
  readonly name: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly type?: string;
  readonly main?: string;
  readonly types?: string;
  readonly sideEffects?: boolean;
  readonly engines?: { readonly node?: string };
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly typesVersions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly files?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The folders of the published packages, as in `packages/core`, sorted. */
export function packageFolders(): readonly string[] {
  return readdirSync(join(repositoryFolder, 'packages'))
    .filter((name) => existsSync(join(repositoryFolder, 'packages', name, 'package.json')))
    .sort()
    .map((name) => `packages/${name}`);
}

/** The manifest of a folder, as a path from the root of the repository. */
export function packageManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(repositoryFolder, folder, 'package.json'), 'utf8')) as PackageManifest;
}
