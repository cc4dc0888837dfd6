import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const guard = fileURLToPath(new URL('./guard.js', import.meta.url));

/** Programs that run beside each other. All end together, the last one first, also when this process is killed. */
export class Programs {
  #running = [];
  // In the environment of the command, so that what it leaves behind can be told from everything else.
  #mark = { name: 'LOCAL_ALLOYDB_RUN', value: randomUUID() };
  // In a session of its own, so that Ctrl-C does not reach it. It ends when its standard input does.
  #guard = spawn(process.execPath, [guard, `${this.#mark.name}=${this.#mark.value}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });

  /** Starts a program in the background and waits for the first line that `isReady` gives something for. */
  async start(name, words, isReady) {
    // Its own group: Ctrl-C in the terminal is for this process, which then ends everything in order.
    const program = this.#spawn('alone', words, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    program.stderr.setEncoding('utf8').on('data', (text) => keep(said, text));
    return new Promise((resolve, reject) => {
      program.on('error', () => reject(cannotStart(words[0])));
      program.on('close', () => reject(new Error(`${name} ended before it was ready.\n${said.join('')}`)));
      // The lines behind the first one are read too: a pipe that is full would stop the program.
      createInterface(program.stdout).on('line', (line) => {
        keep(said, `${line}\n`);
        const ready = isReady(line);
        if (ready) resolve(ready);
      });
    }).then((ready) => {
      this.#running.push({ name, program, said });
      return ready;
    });
  }

  /** Runs a program in this terminal to its end. It is over as well when `stopped` is, or when another program ends. */
  async run([file, ...words], environment, stopped) {
    const program = this.#spawn('family', [file, ...words], {
      env: { ...environment, [this.#mark.name]: this.#mark.value },
      stdio: 'inherit',
    });
    const ended = once(program, 'exit').then(
      ([code, signal]) => code ?? 128 + constants.signals[signal], // as a shell says it
      () => Promise.reject(cannotStart(file)),
    );
    const lost = this.#running.map(async ({ name, program: other, said }) => {
      if (other.exitCode === null && other.signalCode === null) await once(other, 'close');
      throw new Error(`${name} ended while the command ran.\n${said.join('')}`);
    });
    return Promise.race([ended, stopped, ...lost]);
  }

  /** Ends every program and waits until all are gone. */
  async end() {
    if (this.#guard.exitCode !== null) return;
    const gone = once(this.#guard, 'exit');
    this.#guard.stdin.end();
    await gone;
  }

  #spawn(kind, [file, ...words], options) {
    if (this.#guard.stdin.writableEnded) throw new Error('The run is over.');
    const program = spawn(file, words, options);
    if (program.pid !== undefined) this.#guard.stdin.write(`${kind} ${program.pid}\n`);
    return program;
  }
}

function cannotStart(file) {
  return new Error(`${file} cannot be started: it is not on your PATH, or not a program.`);
}

/** The end of what was said is enough to see why a program ended. */
function keep(said, text) {
  said.push(text);
  if (said.length > 50) said.shift();
}
