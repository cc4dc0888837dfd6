import { all, type Input, output } from '@pulumi/pulumi';
import { isLeaf } from './leaves';

/** Names with their texts, each of which may come later. */
export type TextMap = Input<{ [name: string]: Input<string> }>;

/** The maps put together; the last one wins. Undefined where there is nothing in them. */
export function mergedMap(...maps: readonly (TextMap | undefined)[]): TextMap | undefined {
  const given = maps.filter((map) => map !== undefined);
  if (given.some(isLeaf)) return all(given.map((map) => output(map))).apply((known) => Object.assign({}, ...known));
  const merged: { [name: string]: Input<string> } = Object.assign({}, ...given);
  return Object.keys(merged).length === 0 ? undefined : merged;
}
