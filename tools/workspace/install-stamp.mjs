import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { reportsFolder, repositoryFolder } from './folders.mjs';

const stampFile = join(reportsFolder, 'install-stamp');

/** Every file that decides what an install brings in. */
function installInputs() {
  const members = ['packages', 'examples'].flatMap((folder) =>
    existsSync(join(repositoryFolder, folder))
      ? readdirSync(join(repositoryFolder, folder)).map((name) => join(folder, name, 'package.json'))
      : [],
  );
  return ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...members.sort()].filter((file) =>
    existsSync(join(repositoryFolder, file)),
  );
}

/** @returns {string} */
export function wantedStamp() {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}\n`);
  for (const file of installInputs()) {
    hash.update(`${file}\n`).update(readFileSync(join(repositoryFolder, file)));
  }
  return hash.digest('hex');
}

/** Whether the last install finished for exactly these inputs. */
export function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp();
}

export function writeStamp() {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wantedStamp());
}
