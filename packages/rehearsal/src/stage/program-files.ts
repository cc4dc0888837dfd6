import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The programs of this package that are processes of their own: each is one file, beside the package's own. */
export type ProgramName = 'stage-program' | 'client-program' | 'stand-in-program';

/**
 * Where a program of this package is. The variable ALLOYDB_GKE_REHEARSAL_PROGRAMS names another folder: this package's own tests
 * have what they build of the sources there.
 */
export function programFile(name: ProgramName): string {
  const built = basename(__dirname) === 'dist' ? __dirname : join(__dirname, '..', '..', 'dist');
  const file = join(process.env['ALLOYDB_GKE_REHEARSAL_PROGRAMS'] ?? built, `${name}.js`);
  if (existsSync(file)) return file;
  throw new Error(`${file} is not there: the package is not built.`);
}
