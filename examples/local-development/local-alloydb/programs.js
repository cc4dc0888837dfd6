import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Programs that run beside the tests. They end with them, the last one first. */
export class Programs {
  #running = [];

  /** Starts a program and waits for the first line that `isReady` gives something for. */
  async start(name, [file, ...words], environment, isReady) {
    const program = spawn(file, words, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#running.push(program);
    const said = [];
    program.stderr.setEncoding('utf8').on('data', (text) => said.push(text));
    return new Promise((resolve, reject) => {
      program.on('error', reject);
      program.on('close', () => reject(new Error(`${name} has ended before it was ready.\n${said.join('')}`)));
      // The lines behind the first one are read too: a pipe that is full would stop the program.
      createInterface(program.stdout).on('line', (line) => {
        said.push(`${line}\n`);
        const ready = isReady(line);
        if (ready) resolve(ready);
      });
    });
  }

  async end() {
    for (const program of this.#running.splice(0).reverse()) {
      if (program.pid === undefined || program.exitCode !== null || program.signalCode !== null) continue;
      const gone = once(program, 'exit');
      program.kill('SIGTERM');
      await gone;
    }
  }
}
