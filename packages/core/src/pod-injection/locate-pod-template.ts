import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { isJsonObject, type JsonObject, withField } from '../kubernetes/json';
import { type Manifest, manifestTitle } from '../kubernetes/manifest';
import type { PodTemplate } from '../kubernetes/pod';
import { problem } from './pod-injection-codes';
import { hasPodShape } from './pod-shape';
import { podTemplatePath } from './pod-template-paths';

/** The pod template of a manifest, and how to put another in its place. */
export interface LocatedPodTemplate {
  readonly template: PodTemplate;
  /** `spec.template.spec`, for the paths of problems. */
  readonly specPath: string;
  replace(template: PodTemplate): Manifest;
}

/** Finds the pod template by the kind of the manifest, or by the path that the user gives. */
export function locatePodTemplate(
  manifest: Manifest,
  givenPath: string | readonly string[] | undefined,
  problems: ProblemList,
): LocatedPodTemplate | undefined {
  if (!isJsonObject(manifest)) {
    problems.add(problem('not-a-workload', 'workload', { value: quote(manifest) }));
    return undefined;
  }
  const object = manifestTitle(manifest);
  const path = readPath(givenPath) ?? knownPath(manifest);
  if (!path) {
    problems.add(
      problem('no-pod-template', object, { kind: `${manifest.kind ?? 'nameless kind'} (${manifest.apiVersion ?? 'no apiVersion'})` }),
    );
    return undefined;
  }
  const template = path.reduce<unknown>((value, field) => (isJsonObject(value) ? value[field] : undefined), manifest);
  if (!isJsonObject(template) || !isJsonObject(template['spec']) || !Array.isArray(template['spec']['containers'])) {
    problems.add(problem('pod-template-not-there', object, { path: path.join('.') }));
    return undefined;
  }
  const specPath = [...path, 'spec'].join('.');
  if (!hasPodShape(template['spec'], `${object} ${specPath}`, problems)) return undefined;
  return {
    template: template as unknown as PodTemplate,
    specPath,
    replace: (changed) => replaceAt(manifest, path, changed) as Manifest,
  };
}

function readPath(given: unknown): readonly string[] | undefined {
  if (given === undefined) return undefined;
  return (Array.isArray(given) ? given.map(String) : String(given).split('.')).filter((field) => field !== '');
}

function knownPath(manifest: Manifest): readonly string[] | undefined {
  return podTemplatePath(String(manifest.apiVersion ?? ''), String(manifest.kind ?? ''));
}

function replaceAt(object: JsonObject, path: readonly string[], value: object): JsonObject {
  const [field, ...rest] = path;
  if (field === undefined) return value as JsonObject;
  return withField(object, field, replaceAt(object[field] as JsonObject, rest, value));
}
