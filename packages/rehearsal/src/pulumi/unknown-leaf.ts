import { type JsonObject, podTemplatePath } from '@alloydb-gke/core';
import { objectIn, objectsIn, textIn, textsIn } from '../pod-plan/json-fields';
import { runsProxy } from '../pod-plan/proxy-command';

/** Fields of a workload that say nothing about who reaches the database, and how. */
const indifferent = new Set([
  'affinity',
  'annotations',
  'hostAliases',
  'imagePullSecrets',
  'labels',
  'nodeSelector',
  'priorityClassName',
  'replicas',
  'resources',
  'runtimeClassName',
  'schedule',
  'schedulerName',
  'selector',
  'strategy',
  'tolerations',
  'topologySpreadConstraints',
  'updateStrategy',
]);

/** Tells which values of a workload have to be known; none of one that has no Auth Proxy. */
export function mattersToPod(workload: JsonObject): (path: readonly string[]) => boolean {
  const templatePath = podTemplatePath(String(workload['apiVersion']), String(workload['kind'])) ?? [];
  const template = templatePath.reduce<JsonObject>((value, field) => objectIn(value[field]), workload);
  const spec = objectIn(template['spec']);
  const containers = [...objectsIn(spec['initContainers']), ...objectsIn(spec['containers'])];
  // With a template that is unknown as a whole there may be a proxy in it.
  const mayHaveProxy = Object.keys(spec).length === 0 || containers.length === 0 || containers.some(isProxy);
  return (path) => mayHaveProxy && !path.some((field) => indifferent.has(field)) && mattersInContainer(path, spec);
}

function mattersInContainer(path: readonly string[], spec: JsonObject): boolean {
  const at = path.findIndex((field) => field === 'containers' || field === 'initContainers');
  const [list = '', index = '', field, entry] = path.slice(at);
  const container = at < 0 ? undefined : objectsIn(spec[list])[Number(index)];
  if (!container || isProxy(container)) return true;
  if (field === 'image') return false;
  if (field !== 'env' || entry === undefined) return true;
  const name = textIn(objectsIn(container['env'])[Number(entry)]?.['name']) ?? '';
  return namesDatabase(name);
}

/** Its image may be unknown: then its arguments tell. */
function isProxy(container: JsonObject): boolean {
  if (runsProxy(textIn(container['image']) ?? '', textsIn(container['command']))) return true;
  return textsIn(container['args']).some((arg) => /^projects\/[^/]+\/locations\/[^/]+\/clusters\/[^/]+\/instances\//.test(arg));
}

/** Whether a variable of that name belongs to a database login. */
function namesDatabase(name: string): boolean {
  return /(^|_)(DB|DATABASE|DATASOURCE|PG|POSTGRES|POSTGRESQL|ALLOYDB)(_?[A-Z]|$)/.test(name);
}
