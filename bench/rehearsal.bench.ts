import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { installAuthProxy } from '../tools/install-auth-proxy';
import { repositoryFolder } from '../tools/workspace/folders.mjs';
import type { Bench } from './harness/bench';
import { peakMebibytes } from './harness/family-memory';

const command = join(repositoryFolder, 'packages', 'cli', 'bin', 'alloydb-gke.js');
const article = join(repositoryFolder, 'examples', 'article', 'dist');
const words = ['rehearse', join(article, 'iam'), '--connection', join(article, 'iam.connection.json')];

/** What the article's rehearsal takes at most, all its processes together, against what one may take on a laptop. */
const memory: Bench = {
  name: "rehearsal: peak memory of the article's rehearsal / 512 MiB",
  goal: 1,
  rounds: 7,
  round: async () => {
    const environment = { ...process.env, ALLOYDB_AUTH_PROXY_BIN: await installAuthProxy() };
    const rehearsal = spawn(process.execPath, [command, ...words], { env: environment, stdio: 'ignore' });
    const end = once(rehearsal, 'exit');
    const numerator = await peakMebibytes(rehearsal.pid ?? 0, end);
    const [exitCode] = await end;
    if (exitCode !== 0) throw new Error(`The rehearsal ended with the exit code ${exitCode}.`);
    return { numerator, denominator: 512 };
  },
};

const benches: readonly Bench[] = [memory];

export default benches;
