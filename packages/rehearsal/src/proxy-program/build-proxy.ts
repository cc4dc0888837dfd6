import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const moduleName = 'github.com/GoogleCloudPlatform/alloydb-auth-proxy';

/** Older ones cannot say which Go a module needs, nor fetch it. Source: https://go.dev/doc/toolchain */
const oldestGo = [1, 21] as const;

export interface BuildProxyOptions {
  readonly version: string;
  /** Where the program is written to. */
  readonly folder: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly onStep: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/** Builds the program from its Go module. @throws Error with why not, as the end of a sentence */
export async function buildProxy({ version, folder, environment, onStep, signal }: BuildProxyOptions): Promise<string> {
  await findGo(environment);
  onStep(`Building the Auth Proxy ${version} from its Go module. It takes about two minutes, once.`);
  const env = { ...environment, CGO_ENABLED: '0', GOBIN: folder, GOFLAGS: '-trimpath' };
  try {
    await run('go', ['install', `${moduleName}@v${version}`], { env, signal, maxBuffer: 2 ** 26 });
  } catch (error) {
    throw new Error(reasonOf(error, version));
  }
  return join(folder, 'alloydb-auth-proxy');
}

async function findGo(environment: Readonly<NodeJS.ProcessEnv>): Promise<void> {
  let said: string;
  try {
    said = (await run('go', ['version'], { env: { ...environment, GOTOOLCHAIN: 'local' } })).stdout;
  } catch {
    throw new Error('Go is not installed');
  }
  const [, major, minor] = /go version go(\d+)\.(\d+)/.exec(said) ?? [];
  if (major === undefined) throw new Error('Go does not say its version');
  const isNewEnough = Number(major) > oldestGo[0] || (Number(major) === oldestGo[0] && Number(minor) >= oldestGo[1]);
  if (!isNewEnough) throw new Error(`Go ${major}.${minor} is installed, and ${oldestGo.join('.')} or newer is needed`);
}

/** What `go install` says is long; the line that counts is known for what happens. */
function reasonOf(error: unknown, version: string): string {
  const { stderr = '', message } = error as { readonly stderr?: string; readonly message: string };
  if (/unknown revision|invalid version|no matching versions|404 Not Found|410 Gone/.test(stderr))
    return `there is no version v${version} of ${moduleName}`;
  const [, needed] = /requires go >= (\d+\.\d+(\.\d+)?)/.exec(stderr) ?? [];
  if (needed !== undefined) return `it needs Go ${needed} or newer, which is not here and could not be fetched`;
  return `Go could not build it: ${stderr.trim().split('\n').at(-1) || message}`;
}
