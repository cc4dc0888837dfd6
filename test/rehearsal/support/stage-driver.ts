// node stage-driver.js: runs pods on a stage, as the command does, as a process that can be ended. It reads its work as JSON from
// standard input, and prints a line of JSON for everything that happens.
import { openStage } from '../../../packages/rehearsal/src/stage/open-stage';
import type { DriverWork } from './driver-work';

const say = (record: object): void => void process.stdout.write(`${JSON.stringify(record)}\n`);

async function main(): Promise<void> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
  const { setup, plans, network } = JSON.parse(text) as DriverWork;
  const interrupted = new AbortController();
  process.on('SIGINT', () => interrupted.abort());
  const stage = await openStage(setup, { network, signal: interrupted.signal });
  say({ open: stage.kind });
  try {
    const facts = await stage.run(plans, (event) => say({ event }));
    say({ facts, rewrites: stage.rewrites });
  } finally {
    await stage.stop();
    say({ stopped: true });
  }
}

main().catch((error: unknown) => {
  say({ failed: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
});
