import { expectationRows } from './expectation-rows';
import { failureText } from './failure-text';
import type { RehearsalReport } from './rehearsal-report';
import type { ReportLayout } from './report-colours';
import { indentLines, wrapText } from './wrap-text';

/** The report for people, once everything has run. */
export function reportText(report: RehearsalReport, layout: ReportLayout): string {
  const { width } = layout;
  const label = Math.max(...report.pods.map(({ workload }) => workload.name.length), 0);
  const rows = report.pods.map((pod) => expectationRows(pod, label, layout)).join('');
  const failures = report.pods.flatMap((pod) =>
    pod.expectations.filter(({ result }) => result === 'failed').map((expectation) => failureText(pod, expectation, layout)),
  );
  const sections = [
    rows,
    ...failures,
    unnamedText(report, width),
    assumptionsText(report, layout),
    takenAsRightText(report, width),
    leftAloneText(report, width),
    againstText(report, layout),
  ];
  return `${sections.filter((section) => section !== '').join('\n')}\n${summary(report, layout)}\n`;
}

/** What nobody declared, and what makes it true. */
function assumptionsText({ assumptions }: RehearsalReport, { width, colours }: ReportLayout): string {
  if (assumptions.length === 0) return '';
  const all = assumptions.map(({ text, commands }) => {
    const lines = commands.map((command) => (command.kind === 'text' ? wrapText(command.text, width, 6) : indentLines(command.text, 6)));
    return [wrapText(text, width, 4).replace('    ', '  - '), ...lines].join('\n');
  });
  const heading = wrapText('Assumed, because no cloud side says it. In the cloud it is not true before these commands have run:', width, 0);
  return `${heading.replace('Assumed', colours.bold('Assumed'))}\n${all.join('\n')}\n`;
}

function unnamedText({ pods }: RehearsalReport, width: number): string {
  const all = pods.flatMap(({ workload: { kind, namespace, name }, unnamed }) =>
    unnamed.map((sentence) => wrapText(`${kind} ${namespace}/${name}: ${sentence}`, width, 4).replace('    ', '  - ')),
  );
  return all.length === 0 ? '' : `Tried, though no variable names it:\n${all.join('\n')}\n`;
}

function takenAsRightText({ takenAsRight }: RehearsalReport, width: number): string {
  if (takenAsRight.length === 0) return '';
  const all = takenAsRight.map((sentence) => wrapText(sentence, width, 4).replace('    ', '  - '));
  return `Taken to be right, because the cloud side does not show it:\n${all.join('\n')}\n`;
}

function leftAloneText({ leftAlone }: RehearsalReport, width: number): string {
  if (leftAlone.length === 0) return '';
  const all = leftAlone.map(({ workload, reason }) =>
    wrapText(`${workload.kind} ${workload.namespace}/${workload.name}: ${reason}`, width, 4).replace('    ', '  - '),
  );
  return `Left alone:\n${all.join('\n')}\n`;
}

function againstText({ against, cloudSide }: RehearsalReport, { width, colours }: ReportLayout): string {
  const { proxy, postgres, network, rewrites, notice } = against;
  const program = proxy.standIn
    ? `a stand-in for alloydb-auth-proxy ${proxy.version} (${proxy.program})`
    : `alloydb-auth-proxy ${proxy.version} (${proxy.program})`;
  const place = network === 'private-network' ? 'in private networks' : 'on loopback addresses';
  const facts = `Against ${program} and ${postgres}, ${place}. The cloud side: ${cloudSide}.`;
  const changed = rewrites.map((rewrite) => wrapText(rewrite, width, 4).replace('    ', '  - '));
  return [
    wrapText(facts, width, 0),
    ...(changed.length > 0 ? ['Changed for this machine:', ...changed] : []),
    colours.dim(wrapText(notice, width, 0)),
  ]
    .join('\n')
    .concat('\n');
}

function summary({ pods, seconds, passed, against }: RehearsalReport, { width, colours }: ReportLayout): string {
  const failed = pods.filter((pod) => !pod.passed).length;
  const workloads = `${pods.length} ${pods.length === 1 ? 'workload' : 'workloads'} rehearsed in ${seconds.toFixed(1)} s, against ${against.proxy.standIn ? 'local stand-ins for AlloyDB and the Auth Proxy' : 'a local stand-in for AlloyDB'}`;
  const text = wrapText(passed ? workloads : `${workloads}: ${failed} ${failed === 1 ? 'fails' : 'fail'}`, width, 2).slice(1);
  return passed ? `${colours.green('✓')}${text}` : `${colours.red('✗')}${text}`;
}
