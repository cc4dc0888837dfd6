import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import type { ClientAnswer, ClientCommand } from './client-messages';

/** A process in which there is nothing but a connector and its driver. */
export class ClientProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: ClientAnswer) => void>();
  #last = 0;

  /**
   * @param flags of Node, for its process alone
   * @param variables of its own
   */
  constructor(flags: readonly string[] = [], variables: Readonly<Record<string, string | undefined>> = {}) {
    this.#child = fork(join(repositoryFolder, 'test', 'connector', 'support', 'client-program.ts'), {
      cwd: repositoryFolder,
      execArgv: [...flags, '--import', 'tsx'],
      // Nothing of this machine.
      env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...variables },
    });
    this.#child.once('exit', (code) => {
      const error = { name: 'Error', message: `The client has ended with ${code}.`, code: 'ended', kind: undefined };
      for (const [id, answer] of this.#waiting) answer({ id, error });
    });
    this.#child.on('message', (answer: ClientAnswer) => this.#waiting.get(answer.id)?.(answer));
  }

  /** Asks for something. What fails there is thrown here, with its code. */
  async ask(name: ClientCommand['name'], given: Omit<ClientCommand, 'id' | 'name'> = {}): Promise<unknown> {
    const id = ++this.#last;
    const answered = new Promise<ClientAnswer>((resolve) => this.#waiting.set(id, resolve));
    if (this.#child.exitCode !== null) throw new Error('The client has ended.');
    this.#child.send({ id, name, ...given } satisfies ClientCommand);
    const answer = await answered;
    this.#waiting.delete(id);
    if ('error' in answer) throw Object.assign(new Error(answer.error.message), answer.error);
    return answer.value;
  }

  /** The code of what fails; what is given if nothing does. */
  async failure(name: ClientCommand['name'], given: Omit<ClientCommand, 'id' | 'name'> = {}): Promise<unknown> {
    return this.ask(name, given).then(
      (value) => ({ value }),
      (error: { code?: string; message: string }) => error.code ?? error.message,
    );
  }

  /** Lets it go. It has to end on its own: gives its exit code, or says that it did not. */
  async end(): Promise<number | string> {
    if (this.#child.exitCode !== null) return this.#child.exitCode;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 30_000);
    const [code, signal] = (await ended) as [number | null, string | null];
    clearTimeout(timer);
    return code ?? `it was still there after half a minute (${signal})`;
  }
}
