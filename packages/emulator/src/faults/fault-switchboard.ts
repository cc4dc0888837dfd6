import { quote } from '@alloydb-gke/core';
import { EmulatorError } from '../emulator-error';
import type { EventLog } from '../log/event-log';
import { problem } from '../start-codes';
import type { EffectAt, FaultEffect } from './fault-effect';
import { type FaultName, type FaultRow, faultNames, faultTable } from './fault-table';
import type { ActiveFault, Faults, FaultTarget } from './faults';

/** Called after every change, before `on` or `off` returns. */
type ChangeListener = () => void | Promise<void>;
type MomentListener = (effect: EffectAt<'moment'>, target: FaultTarget) => void | Promise<void>;

/** The faults that are on, and whom a change concerns. */
export class FaultSwitchboard implements Faults {
  readonly #log: EventLog;
  readonly #changeListeners: ChangeListener[] = [];
  readonly #momentListeners: MomentListener[] = [];
  #active: readonly ActiveFault[] = [];
  #lastChange: Promise<void> = Promise.resolve();

  constructor(log: EventLog) {
    this.#log = log;
  }

  get active(): readonly ActiveFault[] {
    return this.#active;
  }

  async on(name: FaultName, target: FaultTarget = {}): Promise<void> {
    const { effect } = faultNamed(name);
    this.#log.record('fault-on', subjectOf(target), { fault: name });
    if (effect.at === 'moment') {
      for (const listener of this.#momentListeners) await listener(effect, target);
      return;
    }
    this.#active = [...this.#active.filter((fault) => !isSame(fault, name, target)), { name, ...target }];
    await this.#changed();
  }

  async off(name: FaultName, target?: FaultTarget): Promise<void> {
    faultNamed(name);
    this.#log.record('fault-off', subjectOf(target ?? {}), { fault: name });
    this.#active = this.#active.filter((fault) => (target === undefined ? fault.name !== name : !isSame(fault, name, target)));
    await this.#changed();
  }

  async clear(): Promise<void> {
    this.#active = [];
    await this.#changed();
  }

  /** What is wrong at a place, if anything. */
  effectAt<Place extends FaultEffect['at']>(at: Place, target: FaultTarget = {}): EffectAt<Place> | undefined {
    const hit = this.#active.find(
      ({ name, instance, method }) =>
        faultTable[name].effect.at === at &&
        (instance === undefined || instance === target.instance) &&
        (method === undefined || method === target.method),
    );
    return hit && (faultTable[hit.name].effect as EffectAt<Place>);
  }

  /** Calls `listener` after every change. */
  onChange(listener: ChangeListener): void {
    this.#changeListeners.push(listener);
  }

  /** Calls `listener` for a fault that happens once. */
  onMoment(listener: MomentListener): void {
    this.#momentListeners.push(listener);
  }

  /** One change after another: the last that listeners see is the state that stays. */
  #changed(): Promise<void> {
    const done = this.#lastChange.then(async () => {
      for (const listener of this.#changeListeners) await listener();
    });
    this.#lastChange = done.catch(() => {});
    return done;
  }
}

/** Programs without types may name whatever they like. */
function faultNamed(name: FaultName): FaultRow {
  if (faultNames.includes(name)) return faultTable[name];
  throw new EmulatorError(problem('fault-unknown', 'faults', { value: quote(name), known: faultNames.join(', ') }));
}

function isSame(fault: ActiveFault, name: FaultName, target: FaultTarget): boolean {
  return fault.name === name && fault.instance === target.instance && fault.method === target.method;
}

function subjectOf({ instance, method }: FaultTarget): string {
  return instance ?? method ?? 'emulator';
}
