import { runProgram } from '../../../tools/workspace/run-program.mjs';

/** The environment of a foreign client, without anything of this machine's own. */
export function clientEnvironment(environment: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...environment };
}

/** What a foreign client printed. */
export async function runClient(program: string, args: readonly string[], environment: Readonly<NodeJS.ProcessEnv>): Promise<string> {
  return (await runProgram(program, args, { env: clientEnvironment(environment) })).output;
}
