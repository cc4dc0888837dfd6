import { type ProblemList, quote } from '@alloydb-gke/core';
import type { LocationTagBindingArgs } from '@pulumi/gcp/tags';
import { all, type Input } from '@pulumi/pulumi';
import type { AlloyDBClusterArgs } from './alloydb-cluster-args';
import { checked } from './checked-input';
import { problem } from './pulumi-codes';

/** The bindings of tags to a cluster, by their names. Google wants the number of the project, not its id. */
export function tagBindings(
  args: AlloyDBClusterArgs,
  path: string,
  place: { readonly location: Input<string>; readonly clusterId: Input<string> },
  problems: ProblemList,
): readonly (readonly [name: string, binding: LocationTagBindingArgs])[] {
  const tags = Object.entries(args.tags ?? {});
  const number = checked(args.projectNumber, `${path}.projectNumber`, problems, (value, at, found) => {
    if (!/^\d+$/.test(value)) found.add(problem('not-a-project-number', at, { value: quote(value) }));
  });
  if (tags.length > 0 && number === undefined) problems.add(problem('tags-without-project-number', `${path}.tags`, {}));
  const { location, clusterId } = place;
  const parent = all([number, location, clusterId]).apply(
    ([project, region, cluster]) => `//alloydb.googleapis.com/projects/${project}/locations/${region}/clusters/${cluster}`,
  );
  return tags.map(([name, tagValue]) => [name, { parent, tagValue, location }]);
}
