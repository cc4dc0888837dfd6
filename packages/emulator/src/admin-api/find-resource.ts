import { notFound } from '../google-api/api-errors';
import type { EmulatorContext } from '../service';
import { type Cluster, type Instance, instancesOf } from '../spec/emulator-model';

/** @throws ApiError if there is no such cluster */
export function findCluster(name: string, { model, log }: EmulatorContext): Cluster {
  const cluster = model.clusters.find((one) => one.name === name);
  if (cluster) return cluster;
  log.record('cluster-missing', name, { cluster: name });
  throw notFound(name);
}

/** @throws ApiError if there is no such instance */
export function findInstance(uri: string, context: EmulatorContext): { readonly cluster: Cluster; readonly instance: Instance } {
  for (const cluster of context.model.clusters) {
    const instance = instancesOf(cluster).find((one) => one.uri.toString() === uri);
    if (instance) return { cluster, instance };
  }
  const cluster = uri.replace(/\/instances\/[^/]*$/, '');
  if (context.model.clusters.some(({ name }) => name === cluster)) context.log.record('instance-missing', uri, { instance: uri });
  else context.log.record('cluster-missing', uri, { cluster });
  throw notFound(uri);
}

/** The clusters below a parent, in which `-` stands for every location or cluster. */
export function clustersBelow(parent: string, { model }: EmulatorContext): readonly Cluster[] {
  const pattern = new RegExp(`^${parent.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\/-(?=\/|$)/g, '/[^/]+')}(/|$)`);
  return model.clusters.filter(({ name }) => pattern.test(name));
}
