import type { V1CronJob, V1LabelSelector, V1PodTemplateSpec } from '@kubernetes/client-node';
import { checkLabels } from './check-metadata';
import { below, type Complain } from './complaint';

/** The restart policies that each kind allows its pods; a kind that is not here runs for ever. */
const restartPolicies: Readonly<Record<string, readonly string[]>> = {
  CronJob: ['Never', 'OnFailure'],
  Job: ['Never', 'OnFailure'],
  Pod: ['Always', 'Never', 'OnFailure'],
};

interface Workload {
  readonly kind: string;
  readonly spec?: { readonly selector?: V1LabelSelector };
}

/** What binds a workload to its pod template: the selector, the restart policy, a schedule. */
export function checkWorkload(workload: Workload, template: V1PodTemplateSpec, path: string, complain: Complain): void {
  const allowed = restartPolicies[workload.kind] ?? ['Always'];
  const policy = template.spec?.restartPolicy ?? 'Always';
  if (!allowed.includes(policy)) {
    complain(below(below(path, 'spec'), 'restartPolicy'), `"${policy}" is not allowed in a ${workload.kind}: ${allowed.join(' or ')}`);
  }
  const selector = workload.spec?.selector;
  if (selector !== undefined && workload.kind !== 'Job') checkSelector(selector, template.metadata?.labels ?? {}, complain);
  if (workload.kind === 'CronJob') checkSchedule(workload as V1CronJob, complain);
}

function checkSelector(selector: V1LabelSelector, labels: Readonly<Record<string, string>>, complain: Complain): void {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  if (Object.keys(matchLabels).length + matchExpressions.length === 0) complain('spec.selector', 'selects nothing in particular');
  checkLabels(matchLabels, 'spec.selector.matchLabels', complain);
  for (const [key, value] of Object.entries(matchLabels)) {
    const found = labels[key];
    if (found === value) continue;
    const has = found === undefined ? 'without it' : `with "${found}"`;
    complain(below('spec.selector.matchLabels', key), `selects "${value}", and the pod template is ${has}`);
  }
}

function checkSchedule({ metadata, spec }: V1CronJob, complain: Complain): void {
  // A job's name is the CronJob's with 11 characters more.
  if ((metadata?.name?.length ?? 0) > 52) complain('metadata.name', `"${metadata?.name}" has more than the 52 characters that leave room`);
  const schedule = spec?.schedule ?? '';
  if (!/^(?:@(?:yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)|\S+(?: +\S+){4})$/.test(schedule.trim())) {
    complain('spec.schedule', `"${schedule}" does not have five fields`);
  }
}
