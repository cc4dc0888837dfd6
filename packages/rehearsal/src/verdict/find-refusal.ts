import type { CaseValues, CauseCode } from '@alloydb-gke/core';
import type { EmulatorEvent, EventCode } from '@alloydb-gke/emulator';
import { accountWithGrants, namespaceWithGrants } from './account-with-grants';
import { instanceParts, missingInstanceType } from './instance-parts';
import { linkedServiceAccount } from './linked-service-account';
import type { PodView } from './pod-view';
import { causesOfEvents } from './refusal-cause-table';
import { uriCause } from './uri-cause';

/** What the emulator refused, as a cause. */
export interface RefusalCause {
  readonly cause: CauseCode;
  readonly values: Partial<CaseValues>;
  readonly more: readonly Partial<CaseValues>[];
}

/** The refusal that is the reason for the others, among the given kinds; undefined where there is none. */
export function findRefusal(
  pod: PodView,
  kinds: readonly EventCode[],
  isAbout: (event: EmulatorEvent) => boolean,
): RefusalCause | undefined {
  const refusals = pod.facts.refusals.filter(isAbout);
  const ofUri = kinds.includes('permission-missing') ? uriCause(pod, refusals) : undefined;
  if (ofUri) return { ...ofUri, more: [] };
  for (const code of kinds) {
    const found = refusals.filter((event) => event.code === code);
    const [first] = found;
    if (first === undefined) continue;
    const misplaced = isAboutAccount(code) ? misplacedPod(pod) : undefined;
    if (misplaced) return misplaced;
    // Whether the pod lacks the annotation, or its own principal a role, the bindings of the cloud tell.
    if (code === 'annotation-missing' && !isMeantToBeLinked(pod, first)) continue;
    return refusalCause(pod, code, found);
  }
  return undefined;
}

function isAboutAccount(code: EventCode): boolean {
  return code === 'annotation-missing' || code === 'workload-identity-binding-missing';
}

/** The pod runs as another Kubernetes service account than the one that everything is granted to. */
function misplacedPod(pod: PodView): RefusalCause | undefined {
  const [namespaceOfAccount, account] = [namespaceWithGrants(pod), accountWithGrants(pod)];
  if (namespaceOfAccount !== undefined) return { cause: 'namespace-not-named', values: { ...pod.values, namespaceOfAccount }, more: [] };
  if (account === undefined) return undefined;
  return { cause: 'service-account-not-named', values: { ...pod.values, kubernetesServiceAccount: account }, more: [] };
}

function refusalCause(pod: PodView, code: EventCode, found: readonly EmulatorEvent[]): RefusalCause | undefined {
  const all = code === 'project-number-differs' ? rebindings(pod, found) : uniqueCases(found.map((event) => caseOf(pod, event)));
  const [values = {}, ...others] = all;
  const isImpersonation = code === 'permission-missing' && found[0]?.values['resource']?.startsWith('the IAM service account ');
  const cause = isImpersonation ? 'impersonation-forbidden' : causesOfEvents[code];
  if (cause === undefined) return undefined;
  return { cause, values, more: cause === 'role-missing' || cause === 'project-number-differs' ? others : [] };
}

function uniqueCases(cases: readonly Partial<CaseValues>[]): readonly Partial<CaseValues>[] {
  const key = ({ role, member, project }: Partial<CaseValues>): string => JSON.stringify([role, member, project]);
  return cases.filter((one, index) => cases.findIndex((other) => key(other) === key(one)) === index);
}

/** The roles that are bound to a member with the wrong number, and the member that is right. */
function rebindings(pod: PodView, found: readonly EmulatorEvent[]): readonly Partial<CaseValues>[] {
  const boundMember = found[0]?.values['member'] ?? '';
  const member = pod.facts.refusals.find(({ code }) => code === 'annotation-missing')?.values['member'] ?? '';
  const projectNumber = found[0]?.values['number'] ?? '';
  return Object.entries(pod.cloud.spec.projects ?? {}).flatMap(([project, { iam = [] }]) =>
    iam
      .filter(({ members }) => members.includes(boundMember))
      .map(({ role }) => ({ ...pod.values, role, project, member, boundMember, projectNumber })),
  );
}

/** The values of an event, in the words of the table of causes. */
function caseOf(pod: PodView, { code, subject, values }: EmulatorEvent): Partial<CaseValues> {
  const { member, role, permission, api, project, user, database, own, condition, number, email, account, reason, resource } = values;
  const [, kind, place] = /^(the project|the IAM service account) (.+)$/.exec(resource ?? '') ?? [];
  const [namespace, kubernetesServiceAccount] = account?.split('/') ?? [];
  const iamServiceAccount = email ?? (kind === 'the IAM service account' ? place : undefined) ?? linkedAccount(pod, code);
  const known = {
    ...(subject.startsWith('projects/') && instanceParts(subject)),
    ...(code === 'instance-missing' && { instanceType: missingInstanceType(pod.cloud, subject) }),
    member,
    permission,
    api,
    user,
    database,
    condition,
    iamServiceAccount,
    namespace,
    kubernetesServiceAccount,
    ownUser: own,
    projectNumber: number,
    role: role?.split(' or ')[0],
    message: reason,
    ...((project ?? (kind === 'the project' ? place : undefined)) !== undefined && { project: project ?? place }),
  };
  return { ...pod.values, ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) };
}

/** The IAM service account that lets the pod's Kubernetes service account act as it. */
function linkedAccount(pod: PodView, code: EventCode): string | undefined {
  if (code !== 'annotation-missing' && code !== 'no-user-for-principal') return undefined;
  const { workloadPool, namespace, kubernetesServiceAccount } = pod.values;
  const member = `serviceAccount:${workloadPool}[${namespace}/${kubernetesServiceAccount}]`;
  return linkedServiceAccount(pod.cloud.spec, (one) => one === member);
}

/** Whether an IAM service account waits for the pod, or nothing at all is granted to the pod's own principal. */
function isMeantToBeLinked(pod: PodView, event: EmulatorEvent): boolean {
  if (linkedAccount(pod, 'annotation-missing') !== undefined) return true;
  // A proxy that impersonates needs no link.
  if (pod.proxies.some(({ invocation }) => invocation.flags.impersonateServiceAccount !== undefined)) return false;
  const principal = event.values['member'] ?? '';
  const projects = Object.values(pod.cloud.spec.projects ?? {});
  const policies = projects.flatMap(({ iam = [], serviceAccounts = {} }) => [
    iam,
    ...Object.values(serviceAccounts).map((one) => one.iam ?? []),
  ]);
  return !policies.flat().some(({ members }) => members.includes(principal));
}
