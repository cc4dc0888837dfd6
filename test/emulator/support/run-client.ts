import { runProgram } from '../../../tools/workspace/run-program.mjs';

/** What a foreign client printed, without anything of this machine's own in its environment. */
export async function runClient(program: string, args: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...environment };
  return (await runProgram(program, args, { env })).output;
}
