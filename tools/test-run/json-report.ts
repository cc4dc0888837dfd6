import { writeFileSync } from 'node:fs';
import { JsonReporter } from 'vitest/node';

/** Vitest's own JSON report, written without a line that says so. The file is the one of `ALLOYDB_GKE_TEST_REPORT`. */
export default class JsonReport extends JsonReporter {
  override async writeReport(report: string): Promise<void> {
    writeFileSync(process.env['ALLOYDB_GKE_TEST_REPORT'] ?? 'vitest.json', report);
  }
}
