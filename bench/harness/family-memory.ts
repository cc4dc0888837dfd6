import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How often it is looked, in milliseconds. */
const period = 100;

/**
 * The most that a process and all that came of it had in memory at one time, in MiB, until `over`. What processes share is counted
 * once where Linux tells.
 */
export async function peakMebibytes(pid: number, over: Promise<unknown>): Promise<number> {
  let isOver = false;
  const end = over.finally(() => {
    isOver = true;
  });
  let peak = 0;
  while (!isOver) {
    peak = Math.max(peak, familyMebibytes(pid));
    await Promise.race([end, new Promise((resolve) => setTimeout(resolve, period))]);
  }
  return peak;
}

function familyMebibytes(pid: number): number {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([pid]);
  let size = 0;
  while (size < family.size) {
    size = family.size;
    for (const [child = 0, parent = 0] of rows) if (family.has(parent)) family.add(child);
  }
  let kibibytes = 0;
  for (const [member = 0, , resident = 0] of rows) if (family.has(member)) kibibytes += proportional(member) ?? resident;
  return kibibytes / 1024;
}

function proportional(pid: number): number | undefined {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
