import {
  type ApplicationWorkload,
  applicationDeployment,
  applicationWorkloadFields,
  isJsonObject,
  ProblemList,
  readApplicationProxy,
  readApplicationWorkload,
  readFields,
  readLabels,
} from '@alloydb-gke/core';
import { type KindOf, type LeafKind, lift, type Path } from './leaves';

/** What the Deployment of an application is made of, once each value is known or has its stand-in. */
interface PlainApplication {
  readonly workload: Readonly<Record<string, unknown>>;
  readonly proxy: unknown;
  readonly namespace: string | undefined;
  readonly labels: unknown;
}

/** Which Deployment it is. */
export interface ApplicationIdentity {
  readonly name: unknown;
  readonly namespace: unknown;
  readonly labels: unknown;
}

/** Fields in which anything may come later that decides nothing else. */
const openFields: ReadonlySet<unknown> = new Set(['resources', 'securityContext', 'podSpec', 'variables', 'container']);

/** The kinds of the values of an application that may come later. */
export const applicationLeafKind: KindOf = ([part, ...path]) => {
  if (part === 'workload') return workloadKind(path);
  return part === 'namespace' || (part === 'labels' && path.length === 1) ? 'word' : undefined;
};

function workloadKind(path: Path): LeafKind | undefined {
  const [field, inner] = path;
  if (path.length === 1) return field === 'image' ? 'image' : field === 'name' ? 'word' : undefined;
  // A port is compared with a range of numbers.
  return openFields.has(field) && !(field === 'container' && inner === 'ports') ? 'word' : undefined;
}

/**
 * The Deployment of an application, without the proxy.
 *
 * @throws ModelError with every problem at once
 */
export function applicationManifest(plain: unknown, path: string): unknown {
  const { workload, proxy, namespace, labels } = plain as PlainApplication;
  const problems = new ProblemList();
  const fields = readFields(workload, path, applicationWorkloadFields, problems) ?? {};
  const read = readApplicationWorkload(fields, path, problems);
  readApplicationProxy(isJsonObject(proxy) ? proxy : undefined, `${path}.proxy`, problems);
  const ours = readLabels(labels, `${path}.defaults.labels`, problems);
  problems.throwIfAny();
  return applicationDeployment(read as ApplicationWorkload, { label: read.name ?? '', namespace, labels: ours });
}

/** The metadata of that Deployment, which are known where the rest is not: they follow from less. */
export function applicationMetadata({ name, namespace, labels }: ApplicationIdentity, path: string): unknown {
  const tree = { workload: { name, image: 'application:later' }, namespace, labels };
  const compute = (plain: unknown): unknown => (applicationManifest(plain, path) as { readonly metadata: unknown }).metadata;
  return lift(tree, compute, applicationLeafKind);
}
