import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** How often the clock of /proc ticks in a second, on every Linux. */
const ticks = 100;

/** What a process has used of its processors so far, in seconds. */
export function cpuSeconds(pid: number): number {
  if (existsSync('/proc/self/stat')) {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ').map(Number);
    return ((fields[11] ?? 0) + (fields[12] ?? 0)) / ticks;
  }
  const parts = ps('time', pid).split(/[:-]/).map(Number).reverse();
  return parts.reduce((sum, part, index) => sum + part * 60 ** index, 0);
}

/** What a process has in memory, in kilobytes. */
export function residentKilobytes(pid: number): number {
  return Number(ps('rss', pid));
}

function ps(column: string, pid: number): string {
  return execFileSync('ps', ['-o', `${column}=`, '-p', `${pid}`], { encoding: 'utf8' }).trim();
}
