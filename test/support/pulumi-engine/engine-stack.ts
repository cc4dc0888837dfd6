import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { repositoryFolder } from '../../../tools/workspace/folders.mjs';
import { runProgram } from '../../../tools/workspace/run-program.mjs';
import { type EngineRun, readEventLog } from './engine-run';
import { LanguageRuntimeService, LanguageServer } from './sdk-modules';
import { type ServedGrpc, serveGrpc } from './serve-grpc';
import { serveProvider } from './test-cloud/serve-provider';
import { TestCloud } from './test-cloud/test-cloud';

interface Checkpoint {
  readonly checkpoint: {
    readonly latest?: { readonly resources?: readonly { readonly custom?: boolean; readonly type: string; readonly id?: string }[] };
  };
}

/** A Pulumi program that runs in the test's own process. What it returns are the stack's outputs. */
export type InlineProgram = () => Promise<unknown>;

/** A stack on the real engine, with a cloud of its own: a folder for its state, and providers that this process serves. */
export class EngineStack {
  readonly cloud: TestCloud = new TestCloud();
  /** The stack's own folder: program, state and all. */
  readonly folder: string;
  readonly #engine: string;
  readonly #providers: Readonly<Record<string, ServedGrpc>>;

  private constructor(engine: string, folder: string, cloud: TestCloud, providers: Readonly<Record<string, ServedGrpc>>) {
    this.#engine = engine;
    this.folder = folder;
    this.cloud = cloud;
    this.#providers = providers;
  }

  /** @param engine - the `pulumi` program */
  static async make(engine: string): Promise<EngineStack> {
    const folder = mkdtempSync(join(tmpdir(), 'alloydb-gke-engine-'));
    mkdirSync(join(folder, 'state'));
    writeFileSync(join(folder, 'Pulumi.yaml'), 'name: shop\nruntime: nodejs\n');
    const cloud = new TestCloud();
    const providers = { gcp: await serveProvider('gcp', cloud), kubernetes: await serveProvider('kubernetes', cloud) };
    const stack = new EngineStack(engine, folder, cloud, providers);
    const made = await stack.command(['stack', 'init', 'dev']);
    if (made.exitCode !== 0) throw new Error(made.output);
    writeFileSync(
      join(folder, 'Pulumi.dev.yaml'),
      `${readFileSync(join(folder, 'Pulumi.dev.yaml'), 'utf8')}config:\n  gcp:project: ${cloud.project}\n`,
    );
    return stack;
  }

  close(): void {
    for (const provider of Object.values(this.#providers)) provider.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  preview(program: InlineProgram, ...flags: readonly string[]): Promise<EngineRun> {
    return this.#run(['preview', ...flags], program);
  }

  up(program: InlineProgram, ...flags: readonly string[]): Promise<EngineRun> {
    return this.#run(['up', '--yes', '--skip-preview', ...flags], program);
  }

  refresh(program: InlineProgram): Promise<EngineRun> {
    return this.#run(['refresh', '--yes', '--skip-preview'], program);
  }

  /** Without its preview unless `flags` is empty, as the Automation API does it. */
  destroy(flags: readonly string[] = ['--skip-preview']): Promise<EngineRun> {
    return this.#run(['destroy', '--yes', ...flags], async () => {});
  }

  /** What the stack knows of, as `type id`. Without what is only Pulumi's own. */
  known(): readonly string[] {
    const file = join(this.folder, 'state', '.pulumi', 'stacks', 'shop', 'dev.json');
    const { checkpoint } = JSON.parse(readFileSync(file, 'utf8')) as Checkpoint;
    const made = (checkpoint.latest?.resources ?? []).filter(({ custom, type }) => custom && !type.startsWith('pulumi:'));
    return made.map(({ type, id }) => `${type} ${id}`);
  }

  /** What is there and not known to the stack, and what it knows and is not there: each is lost to `up`. */
  lost(): readonly string[] {
    const known = new Set(this.known());
    const there = new Set(this.cloud.objects.map(({ type, id }) => `${type} ${id}`));
    return [...[...there].filter((one) => !known.has(one)), ...[...known].filter((one) => !there.has(one))];
  }

  /** Everything that is written of the stack: its state, the state before each change, the history. */
  writtenFiles(): string {
    const found = readdirSync(join(this.folder, 'state'), { recursive: true, withFileTypes: true });
    const files = found.filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    return files.join('\n');
  }

  /** Runs `pulumi` in the stack's folder. */
  command(args: readonly string[]): ReturnType<typeof runProgram> {
    const languageHost = join(repositoryFolder, 'test', 'support', 'pulumi-engine', 'language-host');
    return runProgram(this.#engine, [...args, '--non-interactive'], {
      cwd: this.folder,
      env: {
        ...process.env,
        PATH: [dirname(this.#engine), process.env['PATH'], languageHost].join(delimiter),
        PULUMI_HOME: join(this.folder, 'home'),
        PULUMI_BACKEND_URL: `file://${join(this.folder, 'state')}`,
        PULUMI_CONFIG_PASSPHRASE: 'of a test',
        PULUMI_SKIP_UPDATE_CHECK: 'true',
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
        PULUMI_DEBUG_COMMANDS: 'true',
        PULUMI_DEBUG_PROVIDERS: Object.entries(this.#providers)
          .map(([name, { port }]) => `${name}:${port}`)
          .join(','),
        NO_COLOR: '1',
      },
    });
  }

  async #run(args: readonly string[], program: InlineProgram): Promise<EngineRun> {
    const events = join(this.folder, 'events.jsonl');
    rmSync(events, { force: true });
    const server = await serveGrpc(LanguageRuntimeService, new LanguageServer(program));
    const restoreListeners = keepListeners();
    try {
      const inline = [`--client=127.0.0.1:${server.port}`, '--exec-kind', 'auto.inline', '--event-log', events, '--stack', 'dev'];
      const { exitCode, output } = await this.command([...args, ...inline]);
      return { succeeded: exitCode === 0, printed: output, ...readEventLog(readOrNothing(events)) };
    } finally {
      server.close();
      restoreListeners();
    }
  }
}

/** A program whose resources failed never ends, and the SDK leaves its listeners for errors that nothing catches. */
function keepListeners(): () => void {
  const events = ['uncaughtException', 'unhandledRejection'];
  const before = events.map((event) => [event, process.listeners(event as never)] as const);
  return () => {
    for (const [event, listeners] of before) {
      const added = process.listeners(event as never).filter((listener) => !listeners.includes(listener));
      for (const listener of added) process.off(event, listener);
    }
  };
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
