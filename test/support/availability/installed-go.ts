import { runProgram } from '../../../tools/workspace/run-program.mjs';

/** The oldest Go that builds the Auth Proxy and the Kubernetes node: their go.mod files say so. */
const oldestGo = [1, 26] as const;

/** Why Go cannot be used here, as the end of a sentence; nothing when it can. */
export async function goProblem(): Promise<string | undefined> {
  const { exitCode, output } = await runProgram('go', ['version'], { env: { ...process.env, GOTOOLCHAIN: 'local' } });
  return exitCode === 0 ? goVersionProblem(output) : 'Go is not installed';
}

/** The same from what `go version` printed. */
export function goVersionProblem(printed: string): string | undefined {
  const [, major, minor] = /go version go(\d+)\.(\d+)/.exec(printed) ?? [];
  if (major === undefined) return 'Go does not say its version';
  const newEnough = Number(major) > oldestGo[0] || (Number(major) === oldestGo[0] && Number(minor) >= oldestGo[1]);
  return newEnough ? undefined : `Go ${major}.${minor} is installed, and ${oldestGo.join('.')} or newer is needed`;
}
