import { type ProblemList, quote } from '@alloydb-gke/core';
import type { Input } from '@pulumi/pulumi';
import { output } from '@pulumi/pulumi';
import { checked } from './checked-input';
import { isLeaf } from './leaves';
import { problem } from './pulumi-codes';

const named = /^(?:https:\/\/[^/]+\/compute\/[^/]+\/)?(projects\/[^/]+\/global\/networks\/[^/]+)$/;

/** The full name of a network, of its name or its link: AlloyDB takes nothing else. */
export function networkName(network: Input<string>, path: string, problems: ProblemList): Input<string> {
  const sound = checked(network, path, problems, (value, at, found) => {
    if (typeof value !== 'string' || !named.test(value)) found.add(problem('network-name', at, { value: quote(value) }));
  }) as Input<string>;
  const nameOf = (value: string): string => named.exec(value)?.[1] ?? value;
  return isLeaf(sound) ? output(sound).apply(nameOf) : nameOf(sound as string);
}
