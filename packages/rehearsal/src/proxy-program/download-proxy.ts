import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where programs and their checksums are. */
export interface ProxySources {
  /** Followed by `/v1.17.1/alloydb-auth-proxy.linux.amd64`. */
  readonly downloads: string;
  /** Followed by `/v1.17.1`; answers with a release of GitHub, whose text has a table of checksums. */
  readonly releases: string;
}

/**
 * Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy#installation. The checksums are in the text of each release:
 * https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/releases
 */
export const googleSources: ProxySources = {
  downloads: 'https://storage.googleapis.com/alloydb-auth-proxy',
  releases: 'https://api.github.com/repos/GoogleCloudPlatform/alloydb-auth-proxy/releases/tags',
};

export interface DownloadProxyOptions {
  readonly version: string;
  /** Where the program is written to. */
  readonly folder: string;
  readonly platform: string;
  readonly architecture: string;
  readonly sources: ProxySources;
  readonly onStep: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/** How long the first answer may take, in milliseconds, and the whole program. */
const patience = { first: 10_000, program: 300_000 };

/** Downloads the program and compares it with its checksum. @throws Error with why not, as the end of a sentence */
export async function downloadProxy({ version, folder, sources, onStep, signal, ...machine }: DownloadProxyOptions): Promise<string> {
  const name = fileName(machine);
  const release = await get(`${sources.releases}/v${version}`, patience.first, signal);
  if (release.status === 404) throw new Error(`there is no release v${version}`);
  const { body } = (await release.json()) as { readonly body?: string };
  const checksum = publishedChecksum(body ?? '', name);
  if (checksum === undefined) throw new Error(`the release v${version} publishes no checksum of ${name}`);
  const url = `${sources.downloads}/v${version}/${name}`;
  onStep(`Downloading ${url}`);
  const answer = await get(url, patience.program, signal);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  const program = Buffer.from(await answer.arrayBuffer());
  const found = createHash('sha256').update(program).digest('hex');
  if (found !== checksum) throw new Error(`${url} has the SHA-256 checksum ${found}, and its release says ${checksum}`);
  const file = join(folder, 'alloydb-auth-proxy');
  await writeFile(file, program, { mode: 0o755 });
  return file;
}

async function get(url: string, milliseconds: number, signal: AbortSignal): Promise<Response> {
  const late = AbortSignal.timeout(milliseconds);
  try {
    return await fetch(url, { signal: AbortSignal.any([signal, late]), headers: { 'user-agent': 'alloydb-gke' } });
  } catch (error) {
    const reason = late.aborted ? 'it does not answer' : 'it cannot be reached';
    throw new Error(`${reason}: ${new URL(url).host}`, { cause: error });
  }
}

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' };

function fileName({ platform, architecture }: Pick<DownloadProxyOptions, 'platform' | 'architecture'>): string {
  const cpu = architectures[architecture];
  if ((platform !== 'linux' && platform !== 'darwin') || cpu === undefined) {
    throw new Error(`there is none for ${platform} on ${architecture}`);
  }
  return `alloydb-auth-proxy.${platform}.${cpu}`;
}

/** The checksum of a file, in the table of a release: `| alloydb-auth-proxy.linux.amd64 | e5bb7f… |`, with or without links. */
export function publishedChecksum(text: string, name: string): string | undefined {
  const row = text.split('\n').find((line) => new RegExp(`(^|[^\\w.-])${name.replace(/\./g, '\\.')}($|[^\\w.-])`).test(line));
  return /\b[0-9a-f]{64}\b/.exec(row ?? '')?.[0];
}
