import { ProblemList } from '../errors/problem-list';
import { instanceUriParts } from './instance-uri-grammar';
import { instanceUriPartProblems, instanceUriProblems } from './instance-uri-problems';

/** The parts of an instance URI. */
export interface InstanceUriFields {
  /** Project id, with its domain where it has one: `my-project`, `example.com:my-project`. */
  readonly project: string;
  /** Region: `us-central1`. */
  readonly location: string;
  /** Id of the AlloyDB cluster. */
  readonly cluster: string;
  /** Id of the instance. */
  readonly instance: string;
}

/**
 * The name of an AlloyDB instance, `projects/…/locations/…/clusters/…/instances/…`, as `gcloud alloydb instances describe
 * --format='value(name)'` prints it.
 *
 * @example
 * const primary = InstanceUri.parse('projects/my-project/locations/us-central1/clusters/shop/instances/primary');
 * primary.sibling('read-pool').toString(); // …/clusters/shop/instances/read-pool
 */
export class InstanceUri implements InstanceUriFields {
  readonly project: string;
  readonly location: string;
  readonly cluster: string;
  readonly instance: string;

  private constructor(fields: InstanceUriFields) {
    this.project = fields.project;
    this.location = fields.location;
    this.cluster = fields.cluster;
    this.instance = fields.instance;
  }

  /**
   * Reads a URI. Nothing but the URI may be there: no query, no host, no space.
   *
   * @param path where the value comes from, for the error
   * @throws ModelError that says where it breaks and shows the right form
   */
  static parse(value: string, path = 'instanceUri'): InstanceUri {
    const problems = new ProblemList();
    problems.add(...instanceUriProblems(value, path));
    problems.throwIfAny();
    const [, project = '', , location = '', , cluster = '', , instance = ''] = value.split('/');
    return new InstanceUri({ project, location, cluster, instance });
  }

  /**
   * Makes a URI of its parts.
   *
   * @throws ModelError if a part is not what it may be
   */
  static of(fields: InstanceUriFields, path = 'instanceUri'): InstanceUri {
    const problems = new ProblemList();
    problems.add(...instanceUriPartProblems(fields, path));
    problems.throwIfAny();
    return InstanceUri.parse(instanceUriParts.map((part) => `${part.collection}/${fields[part.name]}`).join('/'), path);
  }

  /**
   * Another instance of the same cluster.
   *
   * @throws ModelError if `instance` is not an instance id
   */
  sibling(instance: string, path = 'instance'): InstanceUri {
    return InstanceUri.of({ ...this.fields, instance }, path);
  }

  /** `projects/…/locations/…/clusters/…`, without the instance. */
  get clusterName(): string {
    return `projects/${this.project}/locations/${this.location}/clusters/${this.cluster}`;
  }

  private get fields(): InstanceUriFields {
    return { project: this.project, location: this.location, cluster: this.cluster, instance: this.instance };
  }

  /** Whether both name the same instance. */
  equals(other: InstanceUri): boolean {
    return this.toString() === other.toString();
  }

  /** The URI as text. */
  toString(): string {
    return `${this.clusterName}/instances/${this.instance}`;
  }

  /** The URI as text, so that JSON holds it as text. */
  toJSON(): string {
    return this.toString();
  }
}
