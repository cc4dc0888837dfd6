// Writes each package's JavaScript: all of it in one file, and an index.js that loads that file when a name of it is first used.
// Node opens, reads and compiles each file of a program by itself, so a package of a hundred small files takes half as long to
// load as cdk8s does. In one file it takes a tenth, and nothing at all for a program that ends up not using it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryFolder } from './workspace/folders.mjs';
import { thirdPartyNotices } from './workspace/third-party-notices.mjs';

const packagesFolder = join(repositoryFolder, 'packages');

/** @type {import('esbuild').BuildOptions} */
const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node20.19', logLevel: 'warning' };

/** @param {string} folder */
async function bundle(folder) {
  const outfile = join(folder, 'dist', 'package.js');
  await build({
    ...common,
    absWorkingDir: folder,
    entryPoints: ['src/index.ts'],
    outfile,
    // Dependencies and peers stay imports.
    packages: 'external',
    sourcemap: true,
    sourcesContent: false,
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

/**
 * The programs of the rehearsal, which are processes of their own: each is one file. The stand-in for an application runs where
 * there is no package but it, so that everything is in its file.
 */
async function bundleRehearsalPrograms() {
  const folder = join(packagesFolder, 'rehearsal');
  const dist = (/** @type {string} */ name) => join(folder, 'dist', `${name}.js`);
  const [, client, standIn] = await Promise.all([
    build({
      ...common,
      absWorkingDir: folder,
      entryPoints: ['src/stage/stage-program.ts'],
      outfile: dist('stage-program'),
      packages: 'external',
    }),
    build({
      ...common,
      absWorkingDir: folder,
      entryPoints: ['src/client/client-program.ts'],
      outfile: dist('client-program'),
      external: ['pg-native'],
      metafile: true,
      // Its source: core's own dist may not have been written yet, and nothing of it that the program does not use gets in.
      alias: { '@alloydb-gke/core': join(packagesFolder, 'core', 'src', 'index.ts') },
    }),
    // The same: in a container there is nothing but it.
    build({
      ...common,
      absWorkingDir: folder,
      entryPoints: ['src/stand-in-proxy/stand-in-program.ts'],
      outfile: dist('stand-in-program'),
      external: ['pg'],
      metafile: true,
      alias: {
        '@alloydb-gke/core': join(packagesFolder, 'core', 'src', 'index.ts'),
        '@alloydb-gke/connector': join(packagesFolder, 'connector', 'src', 'index.ts'),
      },
    }),
  ]);
  const bundles = { 'client-program.js': client.metafile, 'stand-in-program.js': standIn.metafile };
  writeFileSync(join(folder, 'dist', 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(bundles, folder));
}

/** The entry `./testing` of a package that has one: it is loaded only by tests, and whole. */
async function bundleTesting(/** @type {string} */ folder) {
  const entry = 'src/testing/index.ts';
  if (!existsSync(join(folder, entry))) return;
  const outfile = join(folder, 'dist', 'testing', 'index.js');
  await build({ ...common, absWorkingDir: folder, entryPoints: [entry], outfile, packages: 'external' });
}

const folders = readdirSync(packagesFolder).map((name) => join(packagesFolder, name));
await Promise.all([...folders.map(bundle), ...folders.map(bundleTesting), bundleRehearsalPrograms()]);
