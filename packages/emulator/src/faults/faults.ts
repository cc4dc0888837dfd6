import type { FaultName } from './fault-table';

/** What a fault is narrowed to. */
export interface FaultTarget {
  /**
   * The URI of the only instance that is hit.
   * @default - every instance
   */
  readonly instance?: string;
  /**
   * The only method of the Admin API that is hit, as in `getConnectionInfo`.
   * @default - every method
   */
  readonly method?: string;
}

/** A fault that is on. */
export interface ActiveFault extends FaultTarget {
  /** The row of the fault table. */
  readonly name: FaultName;
}

/**
 * The faults of an emulator, switched by name while it runs.
 *
 * @example
 * await emulator.faults.on('instance-black-holed', { instance: readPoolUri });
 * // …
 * await emulator.faults.off('instance-black-holed');
 */
export interface Faults {
  /** The faults that are on. */
  readonly active: readonly ActiveFault[];
  /** Switches a fault on. It holds when the promise is fulfilled. A fault that happens once is over by then. @throws EmulatorError if there is no such fault */
  on(name: FaultName, target?: FaultTarget): Promise<void>;
  /** Switches a fault off: the one with this target, or without one every one of the name. */
  off(name: FaultName, target?: FaultTarget): Promise<void>;
  /** Switches every fault off. */
  clear(): Promise<void>;
}
