import { isJsonObject, type JsonObject, type Manifest, type Problem } from '@alloydb-gke/core';
import { problem } from '../rehearsal-codes';
import { objectIn, objectsIn, textIn } from './json-fields';

/** What the API server refuses of a pod template, as far as the plan would stumble over it. */
export function checkPodTemplate(manifest: Manifest, template: JsonObject, origin: string): readonly Problem[] {
  const spec = objectIn(template['spec']);
  const unreadable = [...lists(spec, origin), ...restartPolicy(manifest, spec, origin)];
  const containers = (['initContainers', 'containers'] as const).flatMap((list) =>
    objectsIn(spec[list]).flatMap((container, index) => checkContainer(container, `${origin} ${list}[${index}]`)),
  );
  return [...unreadable, ...containers];
}

function lists(spec: JsonObject, origin: string): readonly Problem[] {
  const isList = (value: unknown): boolean => value === undefined || value === null || (Array.isArray(value) && value.every(isJsonObject));
  const wrong = ['containers', 'initContainers', 'volumes'].filter((field) => !isList(spec[field]));
  const empty = Array.isArray(spec['containers']) && spec['containers'].length > 0 ? [] : ['containers'];
  return [...new Set([...wrong, ...empty])].map((field) =>
    problem('pod-template-unreadable', origin, {
      field,
      wanted: field === 'containers' ? 'a list with a container in it' : 'a list of objects',
    }),
  );
}

function restartPolicy({ kind = '' }: Manifest, spec: JsonObject, origin: string): readonly Problem[] {
  const value = textIn(spec['restartPolicy']) ?? 'Always';
  if (kind === 'Job' || kind === 'CronJob') return value === 'Always' ? [problem('job-restart-policy', origin, { kind, value })] : [];
  const allowed = kind === 'Pod' ? ['Always', 'OnFailure', 'Never'] : ['Always'];
  if (allowed.includes(value)) return [];
  return [problem('pod-template-unreadable', origin, { field: 'restartPolicy', wanted: allowed.join(', ') })];
}

function checkContainer(container: JsonObject, at: string): readonly Problem[] {
  const texts = ['name', 'image'].filter((field) => !textIn(container[field]));
  const wordLists = ['command', 'args'].filter((field) => !isTexts(container[field]));
  const objectLists = ['env', 'envFrom', 'ports', 'volumeMounts'].filter((field) => container[field] && !Array.isArray(container[field]));
  const variables = objectsIn(container['env']).filter(({ value }) => value !== undefined && value !== null && typeof value !== 'string');
  const unreadable = (field: string, wanted: string): Problem => problem('pod-template-unreadable', at, { field, wanted });
  return [
    ...texts.map((field) => unreadable(field, 'a text')),
    ...wordLists.map((field) => unreadable(field, 'a list of texts (numbers and true need quotes)')),
    ...objectLists.map((field) => unreadable(field, 'a list')),
    ...variables.map(({ name, value }) =>
      problem('variable-not-text', at, {
        variable: `"${String(name)}"`,
        kind: typeof value === 'boolean' ? 'true or false' : `a ${typeof value}`,
      }),
    ),
  ];
}

function isTexts(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.every((word) => typeof word === 'string'));
}
