// Ends the programs of a run when the run does. It reads a line for each program, `alone PID` or `family PID`; when its standard
// input ends, because the run is over or was killed, it ends them all, the last one first.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** How long a program may take to end by itself, and then to be gone when it is killed, in milliseconds. */
const patience = { asked: 10_000, killed: 1000 };

/** `NAME=value`, which everything that the command started has in its environment. */
const [, , mark] = process.argv;

const programs = [];
for await (const line of createInterface(process.stdin)) programs.push(line.split(' '));
for (const [kind, pid] of programs.reverse()) await end(kind === 'family' ? withDescendants(Number(pid)) : [Number(pid)]);

async function end(pids) {
  for (const pid of pids) send(pid, 'SIGTERM');
  if (await gone(pids, patience.asked)) return;
  for (const pid of pids) send(pid, 'SIGKILL');
  await gone(pids, patience.killed);
}

async function gone(pids, milliseconds) {
  const last = Date.now() + milliseconds;
  while (pids.some((pid) => send(pid, 0))) {
    if (Date.now() > last) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

/** Whether there was a process to send it to. */
function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** A process and all that came of it: by who started whom, and by the mark, for a process whose parent has ended belongs to another one. */
function withDescendants(pid) {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = (stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const family = [pid];
  for (const parent of family) family.push(...rows.filter((row) => row[1] === parent).map(([child]) => child));
  return [...new Set([...family, ...marked()])];
}

/** Only Linux shows the environment of a process. */
function marked() {
  if (process.platform !== 'linux') return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => environmentOf(pid).includes(mark)).map(Number);
}

function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return []; // It has ended, or belongs to somebody else.
  }
}
