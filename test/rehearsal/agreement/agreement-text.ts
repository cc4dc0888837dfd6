import type { Judged } from './judged';
import type { Scenario } from './scenario';
import { outcomeOf, outcomeText } from './what-is-compared';

interface Row {
  readonly scenario: Scenario;
  readonly onNode?: Judged;
  readonly inRehearsal?: Judged;
}

/** The table that is printed: what both found, and where they or the table of scenarios differ. */
export function agreementText(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ scenario: { title } }) => title.length));
  const lines = rows.map((row) => {
    const { expected, title } = row.scenario;
    const [real, ours, table] = [textOf(row.onNode), textOf(row.inRehearsal), outcomeText(expected)];
    const seconds = `${(row.onNode?.seconds ?? 0).toFixed(1).padStart(5)} ${(row.inRehearsal?.seconds ?? 0).toFixed(1).padStart(5)}`;
    const found = isAgreed(row) ? table : `DIFFER: kubelet ${real} | rehearsal ${ours} | table ${table}`;
    const again = row.onNode?.again ? ' (run a second time, alone)' : '';
    return `${title.padEnd(width)}  ${seconds}  ${found}${again}`;
  });
  const agreed = rows.filter(isAgreed).length;
  const heading = `${'scenario'.padEnd(width)}  kubelet and rehearsal, in seconds; what both found`;
  return ['', heading, ...lines, `${agreed} of ${rows.length} agree`, ''].join('\n');
}

function isAgreed({ scenario: { expected }, onNode, inRehearsal }: Row): boolean {
  return [onNode, inRehearsal].every((judged) => textOf(judged) === outcomeText(expected));
}

function textOf(judged: Judged | undefined): string {
  return judged === undefined ? 'nothing' : outcomeText(outcomeOf(judged.expectations));
}
