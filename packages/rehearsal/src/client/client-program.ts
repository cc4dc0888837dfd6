// node client-program.js SETTINGS: stands in for the program of a container, with the environment of that container. Its
// standard output is one record a line.
import { readClientSettings } from './client-settings';
import { runClient } from './run-client';

const terminated = new AbortController();
process.on('SIGTERM', () => terminated.abort());
process.on('SIGINT', () => terminated.abort());

const tell = (record: object): void => void process.stdout.write(`${JSON.stringify(record)}\n`);

// A connection that hangs must not keep the program: it ends when its work is done.
runClient(readClientSettings(process.argv[2]), process.env, tell, terminated.signal).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : 'The client ended.'}\n`);
    process.exit(1);
  },
);
