import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryFolder } from '../workspace/folders.mjs';

/**
 * What a page includes: a whole file, or as `PATH#NAME` the lines between `// region NAME` and `// endregion` in it, moved to the
 * left edge.
 *
 * @throws Error if there is no such file or region
 */
export function readIncluded(reference: string): string {
  const [path = '', region] = reference.split('#');
  const lines = readFileSync(join(repositoryFolder, path), 'utf8').split('\n');
  const isComment = (line: string): boolean => /^\s*\/\/ (region|endregion)\b/.test(line);
  if (region === undefined) return lines.filter((line) => !isComment(line)).join('\n');
  const start = lines.findIndex((line) => line.trim() === `// region ${region}`);
  const end = lines.findIndex((line, index) => index > start && line.trim() === '// endregion');
  if (start < 0 || end < 0) throw new Error(`There is no region "${region}" in ${path}.`);
  const inside = lines.slice(start + 1, end);
  const edge = Math.min(...inside.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return inside.map((line) => line.slice(edge)).join('\n');
}
