import type { Placeholders } from '@alloydb-gke/core';
import type { EmulatorEvent, EmulatorLog } from './emulator-log';
import { type EventCode, eventCodes } from './event-codes';

type Text = (typeof eventCodes)[EventCode] extends infer Row ? Row : never;
type TextOf<Row> = Row extends { readonly message: infer Message extends string; readonly repair: infer Repair extends string }
  ? Message | Repair
  : Row extends { readonly message: infer Message extends string }
    ? Message
    : never;

/** The values that an event of this code needs: those that its sentences name. */
export type EventValues<Code extends EventCode> = Readonly<Record<Placeholders<TextOf<(typeof eventCodes)[Code]>>, string | number>>;

/** Keeps this many events; older ones are forgotten. */
const kept = 10_000;

/** Records what happens. */
export class EventLog implements EmulatorLog {
  readonly #events: EmulatorEvent[] = [];
  readonly #listeners = new Set<(event: EmulatorEvent) => void>();

  get events(): readonly EmulatorEvent[] {
    return this.#events;
  }

  get refusals(): readonly EmulatorEvent[] {
    return this.#events.filter(({ repair }) => repair !== undefined);
  }

  onEvent(listener: (event: EmulatorEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Adds an event, made of the sentences of its code. */
  record<Code extends EventCode>(code: Code, subject: string, values: EventValues<Code>): void {
    const row: Text = eventCodes[code];
    const filled: Readonly<Record<string, string | number>> = values;
    const fill = (text: string): string => text.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => String(filled[name]));
    const event: EmulatorEvent = {
      time: Date.now(),
      code,
      subject,
      message: fill(row.message),
      values: Object.fromEntries(Object.entries(filled).map(([name, value]) => [name, String(value)])),
      ...('repair' in row && { repair: fill(row.repair) }),
    };
    this.#events.push(event);
    if (this.#events.length > kept) this.#events.splice(0, this.#events.length - kept);
    for (const listener of this.#listeners) listener(event);
  }
}
