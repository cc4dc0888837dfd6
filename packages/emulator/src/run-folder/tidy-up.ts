import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';

/** Names in a run folder the files outside of it that go with it, one a line. */
export const outsideFile = 'outside';

/**
 * Waits for the end of its standard input, and then ends everything that works in a run folder and removes it. A server
 * gets five seconds, and is killed then. Who works there is asked of the system: the file in which PostgreSQL writes its
 * process id may be older than the process that has it now.
 */
export const tidyUpScript: string = `
folder=$1
here=$(cd "$folder" 2>/dev/null && pwd -P) || here=$folder
cat >/dev/null

# One line for each program of the emulator that works in the folder: the signal that ends it, and its process id.
programs() {
  if [ -e /proc/self/cwd ]; then
    ls -ld /proc/[0-9]*/cwd 2>/dev/null | while read -r line; do
      case $line in *" -> $here" | *" -> $here/"*) ;; *) continue ;; esac
      pid=\${line#*/proc/}
      pid=\${pid%%/*}
      read -r name 2>/dev/null <"/proc/$pid/comm" && program "$pid" "$name"
    done
  else
    ps -A -ww -o pid= -o ucomm= -o command= 2>/dev/null | while read -r pid name command; do
      case $command in *"$folder/"*) program "$pid" "$name" ;; esac
    done
  fi
}
program() {
  case $2 in
    *postgres*) echo "QUIT $1" ;;
    *initdb* | cp | chown | chmod) echo "TERM $1" ;;
  esac
}

tries=0
while found=$(programs) && [ -n "$found" ] && [ "$tries" -lt 100 ]; do
  echo "$found" | while read -r signal pid; do
    [ "$tries" -lt 50 ] || signal=KILL
    kill -s "$signal" "$pid" 2>/dev/null
  done
  sleep 0.1
  tries=$((tries + 1))
done

# A server that was killed leaves its file, and the System V memory that the seventh line names.
for file in "$folder"/postgres-*/data/postmaster.pid; do
  [ -f "$file" ] || continue
  memory=$(sed -n '7s/^ *[0-9][0-9]* *\\([0-9][0-9]*\\).*/\\1/p' "$file")
  [ -z "$memory" ] || ipcrm -m "$memory" 2>/dev/null
done
[ ! -f "$folder/${outsideFile}" ] || while read -r path; do rm -rf "$path"; done <"$folder/${outsideFile}"
tries=0
until rm -rf "$folder" 2>/dev/null || [ "$tries" -ge 20 ]; do
  sleep 0.1
  tries=$((tries + 1))
done
`;

/** Ends everything that works in a run folder without an owner, and removes it. */
export async function tidyUp(folder: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const shell = spawn('/bin/sh', ['-c', tidyUpScript, 'alloydb-emulator-tidy-up', folder], { cwd: '/', stdio: 'ignore' });
    shell.on('error', () => resolve()); // Without a shell the files go, at least.
    shell.on('close', () => resolve());
  });
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
