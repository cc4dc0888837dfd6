import type { PodPlan } from '../pod-plan/pod-plan';
import type { Expectation } from './expectation';
import { judgePod } from './judge-pod';
import { cloud, facts, pod } from './pod.fixture';
import type { ContainerFacts, PodFacts } from './pod-facts';

/** A pod in which one thing is wrong, and what is to be said of it. */
export interface Case {
  readonly title: string;
  readonly plan?: Partial<PodPlan>;
  readonly seen?: Partial<PodFacts>;
  readonly containers?: Readonly<Record<string, Partial<ContainerFacts>>>;
  /** The failures: which expectation, and why. */
  readonly failures: readonly (readonly [Expectation['code'], string | undefined])[];
  /** A part of the repair's text. */
  readonly repair?: string;
  readonly proxyLine?: RegExp;
}

/** What is said of a pod. */
export function judge({ plan, seen, containers }: Case): readonly Expectation[] {
  const planned = pod(plan);
  return judgePod(planned, cloud, facts(planned, seen, containers));
}
