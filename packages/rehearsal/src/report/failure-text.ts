import type { Expectation, Repair } from '../verdict/expectation';
import type { RehearsedPod } from './rehearsal-report';
import type { ReportLayout } from './report-colours';
import { indentLines, wrapText } from './wrap-text';

/** What a repair is called. */
const headings: Readonly<Record<Repair['kind'], string>> = {
  gcloud: 'Run',
  kubectl: 'Run',
  sql: 'In psql, as an administrator',
  code: 'Or with the constructs',
  yaml: 'Or in YAML',
  text: '',
};

/** What shows in the application; the rest Kubernetes sees. */
const byApplication: readonly Expectation['code'][] = ['login', 'write', 'read-only', 'drain'];

/** Commands first: what a person runs now. */
const order: readonly (readonly Repair['kind'][])[] = [['gcloud', 'kubectl', 'sql'], ['text'], ['code'], ['yaml']];

/** A failure: what was seen, why, and what to do. */
export function failureText({ workload }: RehearsedPod, expectation: Expectation, { width, colours }: ReportLayout): string {
  const { code, text, failure, milliseconds } = expectation;
  if (!failure) return '';
  const { cause, seen, proxyLine, explanation, repairs } = failure;
  const time = milliseconds === undefined ? '' : colours.dim(`  after ${(milliseconds / 1000).toFixed(1)} s`);
  const name = `${workload.kind} ${workload.namespace}/${workload.name}`;
  const heading = wrapText(`${name}: ${text}`, width, 2).replace(name, colours.bold(name));
  return [
    `${colours.red('✗')}${heading.slice(1)}${time}`,
    fact(byApplication.includes(code) ? 'application saw' : 'Kubernetes saw', seen, width),
    ...(proxyLine === undefined ? [] : [fact('proxy logged', proxyLine, width)]),
    fact('cause', cause === undefined ? explanation : `${cause}. ${explanation}`, width),
    ...repairsText(repairs, { width, colours }),
  ]
    .join('\n')
    .concat('\n');
}

function fact(name: string, text: string, width: number): string {
  const indent = 21;
  return wrapText(text, width, indent).replace(' '.repeat(indent), `    ${name}`.padEnd(indent));
}

function repairsText(repairs: readonly Repair[], { width, colours }: ReportLayout): readonly string[] {
  let last = '';
  return order
    .flatMap((kinds) => repairs.filter(({ kind }) => kinds.includes(kind)))
    .flatMap(({ kind, text }, index) => {
      const heading = index === 0 ? headings[kind].replace('Or with', 'With').replace('Or in', 'In') : headings[kind];
      const isNew = heading !== '' && heading !== last;
      last = heading;
      if (kind === 'text') return [wrapText(text, width, 4)];
      return [...(isNew ? [colours.dim(`    ${heading}:`)] : []), indentLines(text, 6)];
    });
}
