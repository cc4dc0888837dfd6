import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StartCase } from './compare-starts';

/** Stands in arguments for the directory of a start, in which there is a directory `second`. */
export const ownDirectory = '/directory-of-this-start';

/** Gives a start a directory of its own, in which no other has left a socket. */
export function inOwnDirectory({ args, environment = {} }: StartCase, directory: string): StartCase {
  mkdirSync(join(directory, 'second'), { recursive: true });
  const own = (text: string): string => text.replaceAll(ownDirectory, directory);
  const variables = Object.entries(environment).map(([variable, text]) => [variable, own(text)]);
  return { args: args.map(own), environment: Object.fromEntries(variables), directory };
}
