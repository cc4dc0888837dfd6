import { type FieldsOf, type ProblemList, readFields, readLabels, readList, readText } from '@alloydb-gke/core';
import { problem } from './cdk8s-codes';
import type { WorkloadSelector } from './workload-selector';

/** The fields of a selector, with what each means. */
const selectorFields: FieldsOf<WorkloadSelector> = {
  kinds: { meaning: 'a list of kinds' },
  labels: { meaning: 'the labels of the workload' },
  names: { meaning: 'a list of names' },
  namespace: { meaning: 'the namespace of the workload' },
  podTemplatePath: { meaning: 'the way to the pod template' },
};

/** Reads a selector: one that is misspelt must not select everything. */
export function readSelector(value: unknown, path: string, problems: ProblemList): WorkloadSelector {
  const fields = readFields(value, path, selectorFields, problems) ?? {};
  const selector = {
    kinds: readTexts(fields['kinds'], `${path}.kinds`, problems),
    labels: readLabels(withoutGaps(fields['labels']), `${path}.labels`, problems),
    names: readTexts(fields['names'], `${path}.names`, problems),
    namespace: readText(fields['namespace'], `${path}.namespace`, problems),
    podTemplatePath: readWay(fields['podTemplatePath'], `${path}.podTemplatePath`, problems),
  };
  if (selector.podTemplatePath !== undefined && fields['kinds'] === undefined) {
    problems.add(problem('pod-template-path-without-kinds', `${path}.podTemplatePath`, {}));
  }
  return Object.fromEntries(Object.entries(selector).filter(([, field]) => field !== undefined));
}

/** A label without a value would be no condition: null instead, which is refused. */
function withoutGaps(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, label]) => [name, label ?? null]));
}

function readTexts(value: unknown, path: string, problems: ProblemList): readonly string[] | undefined {
  return readList(value, path, 'a list of texts', problems)?.map(
    (text, index) => readText(text ?? null, `${path}[${index}]`, problems) ?? '',
  );
}

function readWay(value: unknown, path: string, problems: ProblemList): string | readonly string[] | undefined {
  return Array.isArray(value) ? readTexts(value, path, problems) : readText(value, path, problems);
}
