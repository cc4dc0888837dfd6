import type { TestCase, TestModule, TestSpecification, Vitest } from 'vitest/node';
import { MinimalReporter } from 'vitest/node';

/** The tests of one vitest project so far. */
interface ProjectProgress {
  readonly started: number;
  modulesLeft: number;
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * `npm test`'s reporter: a line for each vitest project when its last file has ended, every failure in full,
 * and every test that passed on its second try with what the first one said: a second try hides nothing.
 */
export default class ProjectReporter extends MinimalReporter {
  readonly #projects = new Map<string, ProjectProgress>();

  // Without the banner: the command has said what it does.
  override onInit(vitest: Vitest): void {
    this.ctx = vitest;
  }

  override onTestRunStart(specifications: readonly TestSpecification[]): void {
    super.onTestRunStart(specifications);
    for (const { project } of specifications) {
      const progress = this.#projects.get(project.name) ?? { started: performance.now(), modulesLeft: 0, passed: 0, failed: 0, skipped: 0 };
      progress.modulesLeft += 1;
      this.#projects.set(project.name, progress);
    }
  }

  override onTestModuleEnd(module: TestModule): void {
    super.onTestModuleEnd(module);
    const progress = this.#projects.get(module.project.name);
    if (progress === undefined) return;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state !== 'pending') progress[state] += 1;
      if (test.diagnostic()?.flaky) this.log(secondTryLine(test));
    }
    if (module.state() === 'failed' && progress.failed === 0) progress.failed = 1;
    progress.modulesLeft -= 1;
    if (progress.modulesLeft === 0) this.log(projectLine(module.project.name, progress));
  }

  // The command's own last lines say it, from the JSON report.
  override reportTestSummary(): void {}
}

function projectLine(name: string, { started, passed, failed, skipped }: ProjectProgress): string {
  const counts = [`${passed} passed`, ...(failed > 0 ? [`${failed} failed`] : []), ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(
    ', ',
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return `${failed > 0 ? '✗' : '✓'} ${`tests: ${name}`.padEnd(24)} ${`${seconds} s`.padStart(10)}   ${counts}`;
}

function secondTryLine(test: TestCase): string {
  const [first] = test.result().errors ?? [];
  return `! passed on the second try: ${test.project.name}, ${test.fullName}\n  the first said: ${first?.message ?? 'nothing'}`;
}
