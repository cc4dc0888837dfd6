import type { Expectation } from '../verdict/expectation';
import type { RehearsedPod } from './rehearsal-report';
import type { ReportLayout } from './report-colours';
import { wrapPieces } from './wrap-text';

const marks: Readonly<Record<Expectation['result'], string>> = { passed: '✓', failed: '✗', 'not-reached': '–' };

/** The longest that a name may take of a line. */
const longestName = 24;

/** What was expected of a pod, a row for each container and instance that it is about. */
export function expectationRows({ workload, expectations }: RehearsedPod, label: number, { width, colours }: ReportLayout): string {
  // That the pod is there goes without saying, if it is.
  const shown = expectations.filter(({ code, result }) => code !== 'created' || result !== 'passed');
  const subjects = [...new Set(shown.map(({ subject }) => subject))];
  const names = Math.min(longestName, Math.max(...subjects.map(({ length }) => length), 0));
  const indent = 2 + label + 2 + names + 2;
  return subjects
    .map((subject, index) => {
      const own = shown.filter((one) => one.subject === subject).map(plain);
      const room = Math.max(30, width - indent);
      const lines = wrapPieces(own, '  ', room).flatMap((line) => (line.length > room ? wrapPieces(line.split(' '), ' ', room) : [line]));
      const head = `  ${(index === 0 ? workload.name : '').padEnd(label)}  ${subject.padEnd(names)}  `;
      const body = lines.join(`\n${' '.repeat(indent)}`).replace(/ [✓✗–](?= |\n|$)/g, (mark) => painted(mark, colours));
      return `${index === 0 ? head.replace(workload.name, colours.bold(workload.name)) : head}${body}\n`;
    })
    .join('');
}

function plain({ brief, result }: Expectation): string {
  return `${brief} ${marks[result]}`;
}

function painted(mark: string, { green, red, dim }: ReportLayout['colours']): string {
  if (mark === ' ✓') return green(mark);
  return mark === ' ✗' ? red(mark) : dim(mark);
}
