import { type CaseValues, completeCase } from './case-values';
import { type CauseCode, causeTable } from './cause-table';
import type { Repair } from './repair';

/** A cause with the values of one case. */
export interface ExplainedCause {
  /** The code of the cause. */
  readonly cause: CauseCode;
  /** What is wrong, as sentences. */
  readonly explanation: string;
  /** What repairs it. */
  readonly repairs: readonly Repair[];
}

/**
 * Says a cause in the words of one case, with its repairs. What is not known of the case stands in capitals.
 *
 * @example
 * explainCause('role-missing', { member: 'serviceAccount:…', role: 'roles/alloydb.client', project: 'my-project' }).repairs[0]?.text;
 * // gcloud projects add-iam-policy-binding my-project …
 */
export function explainCause(cause: CauseCode, known: Partial<CaseValues> = {}): ExplainedCause {
  const row = causeTable[cause];
  const values = completeCase(known);
  const filled: Readonly<Record<string, string>> = values;
  const explanation = row.explanation.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => filled[name] ?? name);
  return { cause, explanation, repairs: row.repairs(values) };
}
