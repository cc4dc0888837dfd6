import { readFileSync } from 'node:fs';
import { allProcesses } from './traces';

/** A process of this machine, as the system sees it. */
export interface RunningProgram {
  readonly pid: number;
  readonly commandLine: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly userId: number;
}

/** Programs that run with an argument. */
export function programsWith(argument: string): readonly RunningProgram[] {
  return allProcesses().flatMap((pid) => {
    try {
      const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
      if (commandLine[0] !== '/alloydb-auth-proxy' || !commandLine.includes(argument)) return [];
      const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
      const environment = Object.fromEntries(
        variables.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
      );
      const [, userId] = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      return [{ pid, commandLine, environment, userId: Number(userId) }];
    } catch {
      return []; // It has ended meanwhile.
    }
  });
}
