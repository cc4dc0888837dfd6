import type { ModelError } from '@alloydb-gke/core';
import type { EmulatorAddresses, EmulatorEvent } from '@alloydb-gke/emulator';
import type { Output } from '../terminal';
import { eventText } from './event-text';
import type { WayIn } from './ways-in';
import { readyText } from './ways-in-text';

/** What is said of an emulator from its start to its end. */
export interface Report {
  ready(addresses: EmulatorAddresses, ways: readonly WayIn[], seconds: number): void;
  event(this: void, event: EmulatorEvent): void;
  /** @param reason why it had to end; undefined if it was asked to */
  ended(reason: string | undefined): void;
  failed(error: ModelError): void;
}

/** A report for people, or for programs: one JSON object a line, each with a `type`. */
export function reportTo(output: Output, format: 'text' | 'json'): Report {
  return format === 'json' ? jsonReport(output) : textReport(output);
}

function textReport({ colours, write }: Output): Report {
  return {
    ready: (addresses, ways, seconds) => write(readyText(addresses, ways, seconds, colours)),
    event: (event) => write(eventText(event, colours)),
    ended: (reason) => {
      if (reason !== undefined) write(`${colours.red('The emulator had to end:')} ${reason}\n`);
    },
    failed: () => {}, // Said by whoever catches the error.
  };
}

function jsonReport({ write }: Output): Report {
  const line = (type: string, fields: object): void => write(`${JSON.stringify({ type, ...fields })}\n`);
  return {
    ready: (addresses, ways, seconds) => line('ready', { seconds: Number(seconds.toFixed(3)), addresses, waysIn: ways }),
    event: (event) => line('event', event),
    ended: (reason) => line('ended', reason === undefined ? {} : { reason }),
    failed: ({ problems }) => line('failed', { problems }),
  };
}
