import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this package. The file is one folder up from the sources as from what is built of them. */
export function ownVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}
