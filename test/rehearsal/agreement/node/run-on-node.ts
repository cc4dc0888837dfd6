import { setTimeout } from 'node:timers/promises';
import type { Manifest } from '@alloydb-gke/core';
import type { EmulatorEvent } from '@alloydb-gke/emulator';
import type { PodPlan } from '../../../../packages/rehearsal/src/pod-plan/pod-plan';
import type { PodFacts } from '../../../../packages/rehearsal/src/verdict/pod-facts';
import { ApiError } from './api-client';
import { clientRecords, factsOfPod } from './facts-of-pod';
import type { NodeWatch } from './node-watch';
import type { PodLife } from './pod-life';

export interface NodeRun {
  readonly facts: PodFacts;
  /** What the server said where there was no pod. */
  readonly noPod?: string;
  readonly seconds: number;
}

export interface RunOnNodeOptions {
  readonly id: string;
  readonly plan: PodPlan;
  /** As the node needs them, the workload last. */
  readonly manifests: readonly Manifest[];
  /** What the emulator refused so far. It grows. */
  readonly refusals: readonly EmulatorEvent[];
}

/** The longest that a pod of a slow machine may take from its first container to what is to be seen, in milliseconds. */
const patience = 45_000;
/** How long others are still watched when one container has failed for good, and what ends by itself when the work is done. */
const aftermath = 6_000;

/** Runs one workload in a namespace of its own until what is to be seen of it was seen, and deletes it. */
export async function runOnNode(watch: NodeWatch, { id, plan, manifests, refusals }: RunOnNodeOptions): Promise<NodeRun> {
  const began = Date.now();
  const refusedBefore = refusals.length;
  const lives = (): readonly PodLife[] => watch.livesIn(id).filter(({ seenAt }) => seenAt >= began);
  await createOnce(() => watch.createNamespace(id));
  const objects = [...manifests];
  const workload = objects.pop();
  if (workload === undefined) throw new Error(`${id} has no workload.`);
  for (const object of objects) await createOnce(() => watch.api.create(object));
  const created = await createWorkload(watch, workload);
  const life = created.refused === undefined ? await firstPod(watch, id, lives) : undefined;
  let wasReady = false;
  let completion: PodFacts['completion'];
  if (life !== undefined) {
    await watchPod(plan, life);
    wasReady = life.isReady;
    completion = completionOf(plan, life);
  }
  if (created.refused === undefined) await watch.api.delete(created.object);
  const deadline = Date.now() + (plan.terminationGracePeriodSeconds + 30) * 1000;
  while (lives().some(({ isGone }) => !isGone) && Date.now() < deadline) await setTimeout(200);
  const noPod = created.refused ?? (life === undefined ? failedCreation(watch, id) : undefined);
  const refused = refusals.slice(refusedBefore).filter((event) => isAbout(event, id));
  const around = { events: watch.eventsIn(id), refusals: refused, wasReady, completion };
  return { facts: factsOfPod(plan, life, around), ...(noPod !== undefined && { noPod }), seconds: (Date.now() - began) / 1000 };
}

/** A CronJob is run by the Job that it makes. */
async function createWorkload(watch: NodeWatch, workload: Manifest): Promise<{ readonly object: Manifest; readonly refused?: string }> {
  const { metadata, spec } = workload as Manifest & { readonly spec: { readonly jobTemplate?: { readonly spec: unknown } } };
  const isCronJob = workload.kind === 'CronJob';
  const object = isCronJob ? { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: spec.jobTemplate?.spec } : workload;
  try {
    if (isCronJob) await createOnce(() => watch.api.create(workload));
    await watch.api.create(object as Manifest);
    return { object: object as Manifest };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { object: object as Manifest, refused: error.message };
  }
}

/** In a second run of a scenario everything but its workload is there. */
async function createOnce(create: () => Promise<void>): Promise<void> {
  try {
    await create();
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 409)) throw error;
  }
}

async function firstPod(watch: NodeWatch, id: string, lives: () => readonly PodLife[]): Promise<PodLife | undefined> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const [life] = lives();
    if (life !== undefined) return life;
    // A controller tries again and again what the server refuses.
    if (failedCreation(watch, id) !== undefined && attempt > 20) return undefined;
    await setTimeout(100);
  }
  return undefined;
}

function failedCreation(watch: NodeWatch, id: string): string | undefined {
  return watch.eventsIn(id).find(({ reason }) => reason === 'FailedCreate')?.message;
}

async function watchPod(plan: PodPlan, life: PodLife): Promise<void> {
  const has = (found: () => boolean, milliseconds: number): Promise<boolean> => until(found, milliseconds);
  const all = [...plan.initContainers, ...plan.containers];
  await has(() => all.some(({ name }) => life.container(name).started || life.container(name).waiting !== undefined), 90_000);
  if (plan.ending === 'completes') {
    const work = plan.containers.filter(({ role }) => role !== 'proxy');
    const isOver = (): boolean => life.phase === 'Succeeded' || life.phase === 'Failed' || isHopeless(plan, life);
    const isWorkDone = (): boolean => work.length > 0 && work.every(({ name }) => [...life.container(name).ends.values()].at(-1) === 0);
    await has(() => isOver() || isWorkDone(), patience);
    // A native sidecar is ended by kubelet, in its time; a classic one by nobody.
    if (!isOver()) await has(isOver, plan.containers.some(({ role }) => role === 'proxy') ? aftermath : patience);
    return;
  }
  const probing = probeTime(plan);
  await has(() => isHopeless(plan, life) || (life.isReady && isSettled(plan, life)), patience);
  // On a busy machine a proxy that starts beside the application may take its time.
  await has(() => isHopeless(plan, life) || !isRefused(plan, life), 8_000);
  if (isHopeless(plan, life)) await has(() => isSettled(plan, life), aftermath);
  else if (life.isReady) await has(() => isHopeless(plan, life), probing);
}

/** Whether more waiting would show nothing new. */
function isHopeless(plan: PodPlan, life: PodLife): boolean {
  return [...plan.initContainers, ...plan.containers].some(({ name, role, place, probes }) => {
    const { waiting, ends, restarts } = life.container(name);
    if (waiting !== undefined && /^Create|^RunContainerError|Image/.test(waiting.reason)) return true;
    if (role === 'proxy' && probes.length > 0 && restarts > 0) return true;
    if (place === 'regular init container' && role !== 'proxy' && plan.restartPolicy === 'Never')
      return [...ends.values()].some((code) => code !== 0);
    return (
      [...ends.values()].filter((code) => code !== 0 || place === 'container').length >= (role === 'proxy' ? 2 : 3) &&
      plan.ending === 'runs on'
    );
  });
}

function isSettled(plan: PodPlan, life: PodLife): boolean {
  const records = clientRecords(plan, life);
  return plan.containers
    .filter(({ role }) => role === 'application')
    .every(({ name }) => records.some(({ event, container }) => container === name && (event === 'settled' || event === 'no-database')));
}

/** Whether nothing listened where a container tried to log in the last time. */
function isRefused(plan: PodPlan, life: PodLife): boolean {
  const logins = clientRecords(plan, life).filter((record) => record.event === 'login');
  const last = new Map(logins.map((record) => [`${record.container} ${record.from}`, record]));
  return [...last.values()].some(({ ok, error = '' }) => !ok && /ECONNREFUSED|ENOENT/.test(error));
}

/** How long probes that do not gate readiness take to show that they fail, in milliseconds. */
function probeTime({ initContainers, containers }: PodPlan): number {
  const probes = [...initContainers, ...containers].filter(({ role }) => role === 'proxy').flatMap(({ probes: own }) => own);
  const times = probes.map(({ kind, initialDelaySeconds, periodSeconds, failureThreshold }) =>
    kind === 'liveness' ? initialDelaySeconds + periodSeconds * (failureThreshold + 1) + 2 : 0,
  );
  return Math.min(15, Math.max(1, ...times)) * 1000;
}

function completionOf(plan: PodPlan, life: PodLife): PodFacts['completion'] {
  if (plan.ending !== 'completes') return undefined;
  if (life.phase === 'Succeeded') return 'succeeded';
  return life.phase === 'Failed' || isHopeless(plan, life) ? 'failed' : 'running';
}

async function until(found: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (!found()) {
    if (Date.now() >= deadline) return false;
    await setTimeout(150);
  }
  return true;
}

/** Everything of a scenario is called after it, and no id is a word in another. */
function isAbout({ subject, values }: EmulatorEvent, id: string): boolean {
  const pattern = new RegExp(`(^|[^a-z0-9-])${id}($|[^a-z0-9-])`);
  return [subject, ...Object.values(values)].some((text) => pattern.test(text));
}
