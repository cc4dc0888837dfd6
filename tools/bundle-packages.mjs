// Writes each package's one JavaScript file. Node opens, reads and compiles every file of a program by itself: a package of a
// hundred small files takes half as long to load as cdk8s does, the same package in one file a tenth.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryFolder } from './workspace/folders.mjs';

const packagesFolder = join(repositoryFolder, 'packages');

await Promise.all(
  readdirSync(packagesFolder).map((name) =>
    build({
      absWorkingDir: join(packagesFolder, name),
      entryPoints: ['src/index.ts'],
      outfile: 'dist/index.js',
      bundle: true,
      // Dependencies and peers stay imports; each package is a CommonJS file whose exports ES modules see by name.
      packages: 'external',
      platform: 'node',
      format: 'cjs',
      target: 'node20.19',
      sourcemap: true,
      sourcesContent: false,
      logLevel: 'warning',
    }),
  ),
);
