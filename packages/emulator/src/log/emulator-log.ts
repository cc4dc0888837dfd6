import type { EventCode } from './event-codes';

/** One thing that happened in the emulator. It holds no secret. */
export interface EmulatorEvent {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** A phrase that stays the same across versions: `permission-missing`. */
  readonly code: EventCode;
  /** What it is about: an instance URI, a service of the emulator. */
  readonly subject: string;
  /** What happened, as a sentence. */
  readonly message: string;
  /** What the sentences name, by the names of the placeholders: `{ member: 'serviceAccount:…', role: 'roles/alloydb.client' }`. */
  readonly values: Readonly<Record<string, string>>;
  /** For a refusal: what would have to be declared or done. */
  readonly repair?: string;
}

/** What happened in the emulator, and above all what was refused and what was missing. */
export interface EmulatorLog {
  /** The events so far, the oldest first. */
  readonly events: readonly EmulatorEvent[];
  /** The refusals so far: the events that say what to do. */
  readonly refusals: readonly EmulatorEvent[];
  /** Calls `listener` with every event from now on. @returns a function that ends it */
  onEvent(listener: (event: EmulatorEvent) => void): () => void;
}
