import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { problem } from '../rehearsal-codes';
import { RehearsalError } from '../rehearsal-error';
import { buildProxy } from './build-proxy';
import { downloadProxy, googleSources, type ProxySources } from './download-proxy';
import { cachedProxy, type ProxyPlaces, proxyVersionOf } from './find-proxy-program';

/** How the Auth Proxy is obtained. */
export interface InstallProxyOptions extends Partial<ProxyPlaces> {
  /**
   * The ways that are tried, in this order: Google's download, checked against the checksum that is published with the release; or
   * its Go module, built here.
   * @default ['download', 'build']
   */
  readonly ways?: readonly ('download' | 'build')[];
  /** Where it is downloaded from. @default - Google's bucket, and the releases on GitHub */
  readonly sources?: ProxySources;
  /** The processor's architecture, in the words of Node.js: `x64`, `arm64`. @default - that of this process */
  readonly architecture?: string;
  /** Told what is done, as sentences. @default - nobody is told */
  readonly onStep?: (sentence: string) => void;
  /** Ends it. @default - it ends by itself */
  readonly signal?: AbortSignal;
}

/**
 * Obtains the Auth Proxy of a version into the cache, unless it is there.
 *
 * @param version as in `1.17.1`
 * @returns the program's path
 * @throws RehearsalError if it cannot be had, with why in every way that was tried
 */
export async function installProxy(version: string, options: InstallProxyOptions = {}): Promise<string> {
  const { environment = process.env, platform = process.platform, architecture = process.arch, ways = ['download', 'build'] } = options;
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    throw notObtained(version, ['a version is three numbers, as in 1.17.1']);
  }
  const program = cachedProxy(version, environment, platform);
  if ((await proxyVersionOf(program)) === version) return program;
  const { onStep = () => {}, sources = googleSources, signal } = options;
  await mkdir(dirname(program), { recursive: true });
  const unfinished = await mkdtemp(join(dirname(dirname(program)), 'unfinished-'));
  const reasons: string[] = [];
  try {
    for (const way of ways) {
      if (signal?.aborted) break;
      try {
        const ended = signal ?? new AbortController().signal;
        const made =
          way === 'download'
            ? await downloadProxy({ version, folder: unfinished, platform, architecture, sources, onStep, signal: ended })
            : await buildProxy({ version, folder: unfinished, environment, onStep, signal: ended });
        const found = await proxyVersionOf(made);
        if (found !== version) throw new Error(`what came ${found === undefined ? 'does not start' : `is version ${found}`}`);
        await rename(made, join(dirname(program), basename(program)));
        return program;
      } catch (error) {
        reasons.push(`${way === 'download' ? "Google's download" : 'building it'}: ${sentenceOf(error)}`);
      }
    }
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  if (signal?.aborted) throw new RehearsalError(problem('rehearsal-aborted', 'proxy', {}));
  throw notObtained(version, reasons);
}

function notObtained(version: string, reasons: readonly string[]): RehearsalError {
  return new RehearsalError(problem('proxy-not-obtained', 'proxy', { version, reasons: reasons.join('; ') }));
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause, message } = error;
  // fetch says what happened only in the cause.
  const inner = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : undefined;
  return (inner ? `${message} (${inner})` : message).replace(/\.$/, '').replace(/\s*\n\s*/g, ' ');
}
