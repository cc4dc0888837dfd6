import type { DatabaseTarget } from '@alloydb-gke/core';
import type { PodPlan } from '../pod-plan/pod-plan';
import { leadsTo, placeText, servedPlaces } from '../pod-plan/served-places';
import { instanceParts } from '../verdict/instance-parts';

/** Which databases of a pod were tried though no variable names them, as whom and why, as sentences. */
export function unnamedDatabases(plan: PodPlan): readonly string[] {
  return [...plan.initContainers, ...plan.containers].flatMap(({ name, assumedTargets = [], unnamedTargets = [] }) => {
    const assumed = `No variable of its containers names a database. ${name} was taken for what uses it: it logs in to ${inWords(plan, assumedTargets)}.`;
    const besides = `No variable of its containers leads to what its proxy serves besides. ${name} logs in to ${inWords(plan, unnamedTargets)} as well.`;
    return [...(assumedTargets.length > 0 ? [assumed] : []), ...(unnamedTargets.length > 0 ? [besides] : [])];
  });
}

/** `primary at 127.0.0.1:5432 as orders@my-project.iam, and …` */
function inWords(plan: PodPlan, targets: readonly DatabaseTarget[]): string {
  const served = servedPlaces(plan);
  const all = targets.map((target) => {
    const { uri = '' } = served.find(({ listener }) => leadsTo(target, listener)) ?? {};
    return `${instanceParts(uri).instance ?? uri} at ${placeText(target)} as ${target.user ?? 'nobody'}`;
  });
  return all.join(', and to ');
}
