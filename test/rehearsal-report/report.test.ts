import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { noColours } from '../../packages/rehearsal/src/report/report-colours';
import { reportSchema } from '../../packages/rehearsal/src/report/report-schema';
import { reportText } from '../../packages/rehearsal/src/report/report-text';
import { timelineLine } from '../../packages/rehearsal/src/report/timeline-line';
import { articleReport, pulumiReport, rightReport, roleMissingReport } from './reports';

const reports = [
  ['right', rightReport],
  ['role-missing', roleMissingReport],
  ['article', articleReport],
  ['pulumi', pulumiReport],
] as const;

const layout = { width: 100, colours: noColours };

describe('the report of a rehearsal', () => {
  it.each(reports)('reads as a person has read it: %s', async (name, report) => {
    await expect(reportText(report, layout)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it.each(reports)('is JSON after its schema: %s', (_, report) => {
    const validate = new Ajv2020({ strict: true }).compile(reportSchema);
    expect(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([60, 80, 100, 160])('keeps to %i columns, but for words and commands', (width) => {
    const lines = reportText(roleMissingReport, { ...layout, width }).split('\n');
    const tooWide = lines.filter(
      (line) => line.length > width && !/^ {4,}(gcloud|--|new |identity|const )|\S{40}|after 0\.1 s$/.test(line),
    );
    expect(tooWide).toEqual([]);
  });

  it('says the same in colours', () => {
    const paint = (text: string): string => `<c>${text}</c>`;
    const painted = reportText(articleReport, {
      width: 100,
      colours: { bold: paint, dim: paint, red: paint, green: paint, yellow: paint },
    });
    expect(painted).toContain('<c>✗</c>');
    expect(painted.replace(/<\/?c>/g, '')).toBe(reportText(articleReport, layout));
  });
});

describe('a line of the timeline', () => {
  const event = {
    at: 1234,
    pod: 'orders-0',
    container: 'alloydb-auth-proxy',
    what: 'probe-passed',
    detail: "startup probe /startup at the pod's address",
  } as const;

  it('says when, who and what', () => {
    expect(timelineLine(event, layout)).toBe(
      "   1.2 s  orders-0  alloydb-auth-proxy  passes the startup probe /startup at the pod's address\n",
    );
  });

  it('is cut where the terminal ends', () => {
    expect(timelineLine(event, { ...layout, width: 70 })).toBe('   1.2 s  orders-0  alloydb-auth-proxy  passes the startup probe /sta…\n');
  });
});
