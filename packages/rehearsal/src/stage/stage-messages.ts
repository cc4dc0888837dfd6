import type { Problem } from '@alloydb-gke/core';
import type { PodPlan } from '../pod-plan/pod-plan';
import type { PodEvent } from '../pod-run/pod-event';
import type { PodFacts } from '../verdict/pod-facts';
import type { Stage, StageSetup } from './stage';

/** What the stage program is asked for, in this order; a fault at any time. */
export type StageRequest =
  | {
      readonly ask: 'open';
      readonly kind: Stage['kind'];
      readonly setup: StageSetup;
      readonly folder: string;
      readonly clientProgram: string;
    }
  | { readonly ask: 'run'; readonly plans: readonly PodPlan[] }
  /** Nothing is answered. */
  | { readonly ask: 'fault'; readonly fault: string }
  | { readonly ask: 'stop' };

/** What it says. */
export type StageAnswer =
  | { readonly say: 'open' }
  | { readonly say: 'event'; readonly event: PodEvent }
  | { readonly say: 'rewrite'; readonly sentence: string }
  | { readonly say: 'facts'; readonly facts: readonly PodFacts[] }
  /** It cannot go on. Without problems it is a mistake of the program. */
  | { readonly say: 'failed'; readonly problems: readonly Problem[]; readonly message: string };
