import type { EmulatorEvent } from '@alloydb-gke/emulator';
import type { Colours } from '../terminal';

/** One event as a line: when, what it is about, what happened, and for a refusal what to do. */
export function eventText({ time, subject, message, repair }: EmulatorEvent, { dim, red, yellow }: Colours): string {
  const when = dim(new Date(time).toISOString().slice(11, 19));
  const about = subject.replace(/^projects\/.*\/instances\//, '');
  return repair === undefined ? `${when} ${about}: ${message}\n` : `${when} ${about}: ${red(message)} ${yellow(repair)}\n`;
}
