import { type CaseValues, type CauseCode, nearestName } from '@alloydb-gke/core';
import type { EmulatorEvent, EventCode } from '@alloydb-gke/emulator';
import { instanceParts } from './instance-parts';
import type { PodView } from './pod-view';

/** Refusals that say where something is not, or what may not be done there: with a name that was written wrongly each says too little. */
const namingEvents: readonly EventCode[] = ['permission-missing', 'cluster-missing', 'instance-missing'];

/** What is wrong with an instance URI itself, where something about it was refused: nobody is to be granted a role on a typing error. */
export function uriCause(
  pod: PodView,
  refusals: readonly EmulatorEvent[],
): { readonly cause: CauseCode; readonly values: Partial<CaseValues> } | undefined {
  const subjects = refusals.filter(({ code }) => namingEvents.includes(code)).map(({ subject }) => subject);
  for (const proxy of pod.proxies) {
    const served = proxy.invocation.instances.map(({ uri }) => uri);
    for (const uri of served.filter((one) => subjects.some((subject) => subject.startsWith('projects/') && one.startsWith(subject)))) {
      const values = { ...pod.values, ...instanceParts(uri), proxy: proxy.plan.name };
      const variable = /\$\(([A-Za-z_][\w.-]*)\)/.exec(uri)?.[1];
      if (variable !== undefined) return { cause: 'variable-not-expanded', values: { ...values, variable } };
      const right = meantInstance(pod, uri);
      if (right !== undefined && !served.includes(right))
        return { cause: 'instance-misspelt', values: { ...values, rightInstanceUri: right } };
      if (!isProjectKnown(pod, uri)) return { cause: 'cluster-missing', values };
    }
  }
  return undefined;
}

/** The declared instance whose URI differs in one name alone, and is near. The first name that is not there is the wrong one. */
function meantInstance({ cloud: { spec } }: PodView, uri: string): string | undefined {
  const declared = Object.entries(spec.clusters).flatMap(([cluster, { instances }]) =>
    Object.keys(instances).map((instance) => `${cluster}/instances/${instance}`),
  );
  if (declared.includes(uri)) return undefined;
  const names = uri.split('/');
  for (const place of [1, 3, 5, 7]) {
    const before = names.slice(0, place).join('/');
    const known = declared.filter((one) => one.startsWith(`${before}/`)).map((one) => one.split('/')[place] ?? '');
    const name = names[place] ?? '';
    if (known.includes(name)) continue;
    const near = nearestName(name, known);
    const right = near === undefined ? undefined : names.map((one, index) => (index === place ? near : one)).join('/');
    return right !== undefined && declared.includes(right) ? right : undefined;
  }
  return undefined;
}

function isProjectKnown({ cloud: { spec } }: PodView, uri: string): boolean {
  const project = uri.split('/')[1] ?? '';
  return (
    Object.hasOwn(spec.projects ?? {}, project) || Object.keys(spec.clusters).some((cluster) => cluster.startsWith(`projects/${project}/`))
  );
}
