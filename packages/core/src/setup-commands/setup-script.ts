import type { SetupStep } from './setup-step';
import { hereDocument } from './shell-quote';

const widest = 100;

/**
 * The steps as one script for a POSIX shell. It stops at the first command that fails, and it can be run again: what is there
 * already stays.
 *
 * @example
 * writeFileSync('setup.sh', setupScript(setupCommands(connection, { gkeCluster })));
 */
export function setupScript(steps: readonly SetupStep[]): string {
  const body = steps.map(({ title, why, commands }, index) => {
    const heading = `${index + 1}. ${title}`;
    return `# ${heading}\ncat ${hereDocument(`\n${heading}\n${wrapped(why)}`, 'STEP')}\n${commands.join('\n')}\n`;
  });
  return `${preamble}\n${body.join('\n')}`;
}

const preamble = `#!/bin/sh
# Sets up what a connection to AlloyDB needs. Written by @alloydb-gke/core.
# Run it as a file (sh setup.sh). It stops at the first command that fails and can be run again.
set -eu

# gcloud takes its own questions as answered with their default.
export CLOUDSDK_CORE_DISABLE_PROMPTS=1

for program in gcloud kubectl psql; do
  command -v "$program" >/dev/null || {
    echo "$program is not installed." >&2
    exit 1
  }
done

# kubectl logs in to GKE with a program of its own. It is on the PATH, or beside gcloud.
command -v gke-gcloud-auth-plugin >/dev/null || {
  sdk=$(gcloud info --format='value(installation.sdk_root)')
  [ -x "$sdk/bin/gke-gcloud-auth-plugin" ] || {
    echo 'gke-gcloud-auth-plugin is not installed. "gcloud components install gke-gcloud-auth-plugin" does it, or your package manager.' >&2
    exit 1
  }
}
`;

/** Text broken between words. A line that is set in is a command, and stays in one piece. */
function wrapped(text: string): string {
  return text
    .split(/[\n\r]/)
    .flatMap((paragraph) => (paragraph.startsWith('  ') ? [paragraph] : linesOf(paragraph)))
    .join('\n');
}

function linesOf(paragraph: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line && line.length + 1 + word.length > widest) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return [...lines, line];
}
