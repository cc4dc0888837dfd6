// Writes each package's JavaScript: all of it in one file, and an index.js that loads that file when a name of it is first used.
// Node opens, reads and compiles each file of a program by itself, so a package of a hundred small files takes half as long to
// load as cdk8s does. In one file it takes a tenth, and nothing at all for a program that ends up not using it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryFolder } from './workspace/folders.mjs';

const packagesFolder = join(repositoryFolder, 'packages');

/** @param {string} folder */
async function bundle(folder) {
  const outfile = join(folder, 'dist', 'package.js');
  await build({
    absWorkingDir: folder,
    entryPoints: ['src/index.ts'],
    outfile,
    bundle: true,
    // Dependencies and peers stay imports.
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
  writeFileSync(join(folder, 'dist', 'index.js'), lazyIndex(exportedNames(readFileSync(outfile, 'utf8'))));
}

/**
 * The names that a bundle exports, from the list that esbuild leaves in it for Node's own ES module loader.
 *
 * @param {string} text
 */
function exportedNames(text) {
  const [, list = ''] = /0 && \(module\.exports = \{([^}]*)\}\)/.exec(text) ?? [];
  const names = list.split(',').map((name) => name.trim());
  return names.filter((name) => name !== '');
}

/** @param {readonly string[]} names */
function lazyIndex(names) {
  return [
    "'use strict';",
    "Object.defineProperty(exports, '__esModule', { value: true });",
    `for (const name of ${JSON.stringify(names)}) {`,
    "  Object.defineProperty(exports, name, { enumerable: true, get: () => require('./package.js')[name] });",
    '}',
    '// For ES modules that import these names.',
    `0 && (module.exports = { ${names.join(', ')} });`,
    '',
  ].join('\n');
}

await Promise.all(readdirSync(packagesFolder).map((name) => bundle(join(packagesFolder, name))));
