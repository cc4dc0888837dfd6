import type { BenchResult } from './bench';

/** The results for a terminal: one row each, columns aligned. */
export function resultTable(results: readonly BenchResult[]): string {
  const rows = [
    ['', 'what', 'measured', 'goal'],
    ...results.map(({ name, value, goal, pass }) => [pass ? '✓' : '✗', name, `${value}×`, `≤ ${goal}×`]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
    )
    .join('\n');
}
