import type { PodEvent } from '../pod-run/pod-event';
import type { ReportLayout } from './report-colours';
import { cutText } from './wrap-text';

/** What an event is called in the timeline. */
const words: Readonly<Record<PodEvent['what'], string>> = {
  'pod-starts': 'the pod starts',
  'container-starts': 'starts',
  'waits-for': 'waits for',
  'container-started': 'is started',
  'probe-passed': 'passes the',
  'probe-failed': '',
  'container-ended': 'has ended',
  'container-restarts': 'starts again',
  client: '',
  'pod-ready': 'the pod is Ready',
  sigterm: 'gets',
  sigkill: 'gets',
  'pod-ended': 'the pod is gone',
};

const good: readonly PodEvent['what'][] = ['probe-passed', 'pod-ready'];
const bad: readonly PodEvent['what'][] = ['probe-failed', 'sigkill'];

/** One line of the timeline, for a terminal while it runs. */
export function timelineLine(event: PodEvent, { width, colours }: ReportLayout): string {
  const { at, pod, container, what, detail } = event;
  const time = `${(at / 1000).toFixed(1)} s`.padStart(8);
  const who = [pod, ...(container === undefined ? [] : [container])].join('  ');
  const phrase = [words[what], detail.replace(/\s*\n\s*/g, ' ')].filter((part) => part !== '').join(' ');
  const said = cutText(`  ${phrase}`, Math.max(20, width - time.length - who.length - 2));
  const paint = good.includes(what) ? colours.green : bad.includes(what) ? colours.red : (text: string): string => text;
  return `${colours.dim(time)}  ${who}${paint(said)}\n`;
}
