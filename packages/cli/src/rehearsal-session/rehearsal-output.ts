import type { RehearsalOptions, RehearsalReport } from '@alloydb-gke/rehearsal';
import type { Output } from '../terminal';

/** What is written of a rehearsal while it runs, and at its end. */
export interface RehearsalOutput extends Required<Pick<RehearsalOptions, 'onEvent' | 'onStep'>> {
  report(report: RehearsalReport): void;
}

/** For people, with a timeline; or for programs, the report alone as JSON. */
export async function rehearsalOutput({ colours, columns, write }: Output, format: 'text' | 'json'): Promise<RehearsalOutput> {
  if (format === 'json') {
    return { onEvent: () => {}, onStep: () => {}, report: (report) => write(`${JSON.stringify(report, null, 2)}\n`) };
  }
  const { reportText, timelineLine, usualWidth } = await import('@alloydb-gke/rehearsal');
  const layout = { colours, width: columns ?? usualWidth };
  return {
    onStep: (sentence) => write(`${colours.dim(sentence)}\n`),
    onEvent: (event) => write(timelineLine(event, layout)),
    report: (report) => write(`\n${reportText(report, layout)}`),
  };
}
