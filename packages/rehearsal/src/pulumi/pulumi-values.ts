import { type Problem, serviceAccountEmail } from '@alloydb-gke/core';
import { textIn } from '../pod-plan/json-fields';
import { problem } from '../rehearsal-codes';
import { isHidden, isUnknown } from './marked-values';
import type { PulumiPlan, PulumiResource } from './pulumi-resource';

const clusterType = 'gcp:alloydb/cluster:Cluster';
const accountType = 'gcp:serviceaccount/account:Account';

/** Asks resources for values. What is not known yet follows from the resource that it comes from, where there is one choice alone. */
export class PulumiValues {
  readonly problems: Problem[] = [];
  readonly #byUrn: ReadonlyMap<string, PulumiResource>;

  constructor(readonly plan: PulumiPlan) {
    this.#byUrn = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  }

  ofType(...types: readonly string[]): readonly PulumiResource[] {
    return this.plan.resources.filter(({ type }) => types.includes(type));
  }

  /** The known text in a field, of the inputs before the outputs. */
  text({ inputs, outputs }: PulumiResource, field: string): string | undefined {
    return [inputs[field], outputs[field]].map(textIn).find((text) => text !== undefined && !isUnknown(text) && !isHidden(text));
  }

  /** The text in a field, or a problem. */
  needed(resource: PulumiResource, field: string): string | undefined {
    const text = this.text(resource, field);
    if (text === undefined) this.missing(resource, field);
    return text;
  }

  /** Says that a value would have to be known. */
  missing(resource: PulumiResource, field: string, value: unknown = resource.inputs[field]): void {
    const code = isHidden(value) ? 'pulumi-value-hidden' : 'pulumi-value-unknown';
    this.problems.push(problem(code, `${resource.origin} ${field}`, { field }));
  }

  /** The project of a resource: its own, that of its provider, or what the provider answered. */
  project(resource: PulumiResource): string | undefined {
    const own = textIn(resource.inputs['project']);
    if (own !== undefined && !isUnknown(own)) return own;
    return (own === undefined ? resource.project : undefined) ?? this.text({ ...resource, inputs: {} }, 'project');
  }

  /** `projects/…/locations/…/clusters/…` of a cluster. */
  clusterName(cluster: PulumiResource): string | undefined {
    const [project, location, id] = [this.project(cluster), this.text(cluster, 'location'), this.text(cluster, 'clusterId')];
    if (project !== undefined && location !== undefined && id !== undefined)
      return `projects/${project}/locations/${location}/clusters/${id}`;
    return this.text(cluster, 'name');
  }

  /** The name of the cluster that an instance or a user belongs to. */
  clusterOf(resource: PulumiResource): string | undefined {
    const source = this.#sourceOf(resource, 'cluster', clusterType);
    return this.text(resource, 'cluster') ?? (source && this.clusterName(source));
  }

  email(account: PulumiResource): string | undefined {
    const [id, project] = [this.text(account, 'accountId'), this.project(account)];
    return id !== undefined && project !== undefined ? serviceAccountEmail(id, project) : this.text(account, 'email');
  }

  /** The e-mail of the IAM service account that a field comes from. */
  emailFrom(resource: PulumiResource, field: string): string | undefined {
    const account = this.#sourceOf(resource, field, accountType);
    return account && this.email(account);
  }

  #sourceOf(resource: PulumiResource, field: string, wanted: string): PulumiResource | undefined {
    const found = (resource.sources[field] ?? []).map((urn) => this.#byUrn.get(urn)).filter((one) => one?.type === wanted);
    return found.length === 1 ? found[0] : undefined;
  }
}
