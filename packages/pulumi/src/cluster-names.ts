import { InstanceUri, type Problem, type ProblemList } from '@alloydb-gke/core';
import type { Input } from '@pulumi/pulumi';
import { type KindOf, knownProblems, type LeafKind, lift } from './leaves';

/** Where a cluster is, by its parts or by its name. */
export interface ClusterPlace {
  readonly project?: Input<string> | undefined;
  readonly location?: Input<string> | undefined;
  readonly cluster?: Input<string> | undefined;
  readonly clusterName?: Input<string> | undefined;
}

/** Stands for an instance where only the cluster is meant. */
const anyInstance = 'primary';

const kinds: Readonly<Record<string, LeafKind>> = {
  project: 'word',
  location: 'location',
  cluster: 'word',
  clusterName: 'cluster-name',
  instance: 'word',
};
const kindOf: KindOf = ([field]) => kinds[String(field)];

/** The names of clusters and instances, known as soon as their parts are. What is wrong with a part is core's to say. */
export class ClusterNames {
  readonly #place: ClusterPlace;
  readonly #path: string;

  constructor(place: ClusterPlace, path: string) {
    this.#place = place;
    this.#path = path;
  }

  /** Adds what is wrong with what is known: with the cluster, else with the ids of instances, which are said by their paths. */
  check(instances: Readonly<Record<string, Input<string>>>, problems: ProblemList): void {
    const wrong = (instance: Input<string> | undefined, path: string): readonly Problem[] =>
      knownProblems(this.#tree(instance), (plain) => uriOf(plain, path).toString(), kindOf);
    const ofCluster = wrong(undefined, this.#path);
    problems.add(...ofCluster);
    if (ofCluster.length > 0) return;
    for (const [path, instance] of Object.entries(instances)) problems.add(...wrong(instance, path));
  }

  /** `projects/…/locations/…/clusters/…` */
  get clusterName(): Input<string> {
    return lift(this.#tree(undefined), (plain) => uriOf(plain, this.#path).clusterName, kindOf) as Input<string>;
  }

  /** A part of the name of the cluster. */
  part(part: 'project' | 'location' | 'cluster'): Input<string> {
    return lift(this.#tree(undefined), (plain) => uriOf(plain, this.#path)[part], kindOf) as Input<string>;
  }

  /** The URI of an instance. */
  uri(instance: Input<string>): Input<string> {
    return lift(this.#tree(instance), (plain) => uriOf(plain, this.#path).toString(), kindOf) as Input<string>;
  }

  #tree(instance: Input<string> | undefined): object {
    return { ...this.#place, instance: instance ?? anyInstance };
  }
}

function uriOf(plain: unknown, path: string): InstanceUri {
  const { project = '', location = '', cluster = '', clusterName, instance = '' } = plain as Readonly<Record<string, string | undefined>>;
  if (clusterName !== undefined) return InstanceUri.parse(`${clusterName}/instances/${instance}`, path);
  return InstanceUri.of({ project, location, cluster, instance }, path);
}
