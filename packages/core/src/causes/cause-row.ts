import type { Placeholders } from '../errors/problem-table';
import type { CaseValueName, CaseValues } from './case-values';
import type { Repair } from './repair';

/** A reason why something did not work. */
export interface CauseRow {
  /** What is wrong, as sentences; `{name}` stands for a value of the case. */
  readonly explanation: string;
  /** What repairs it. */
  readonly repairs: (values: CaseValues) => readonly Repair[];
}

/** Makes a row. The compiler knows which values there are. */
export function cause<const Text extends string>(
  explanation: [Placeholders<Text>] extends [CaseValueName] ? Text : never,
  repairs: (values: CaseValues) => readonly Repair[],
): CauseRow {
  return { explanation, repairs };
}
