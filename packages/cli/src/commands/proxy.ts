import { verifiedProxyVersion } from '@alloydb-gke/core';
import { problem } from '../cli-codes';
import { CliError } from '../cli-error';
import { defineCommand, type OptionDefinition } from '../command-definition';

const versionOptions = {
  version: { value: 'version', meaning: `which version; without it, ${verifiedProxyVersion}` },
  manifests: { value: 'file', meaning: 'the versions that the images of these manifests name', many: true },
} as const satisfies Readonly<Record<string, OptionDefinition>>;

/** `alloydb-gke proxy install` */
export const proxyInstallCommand: ReturnType<typeof defineCommand> = defineCommand({
  name: 'proxy install',
  summary: 'Obtains the Auth Proxy for rehearsals, and prints where it is.',
  description: [
    "It downloads Google's program and compares it with the checksum of its release; where that cannot be, Go builds it.",
    'It is kept in the cache: ALLOYDB_GKE_CACHE, else the cache folder of the user.',
  ],
  examples: [
    { line: 'alloydb-gke proxy install', meaning: 'the version that everything here is verified with' },
    { line: 'alloydb-gke proxy install --manifests dist', meaning: 'the version that the manifests deploy' },
  ],
  arguments: {},
  options: {
    ...versionOptions,
    from: {
      value: 'way',
      meaning: 'where it comes from',
      choices: ['download', 'go', 'either'],
      default: 'either',
    },
  },
  run: async ({ options }, { output, errors, signal }) => {
    const { installProxy } = await import('@alloydb-gke/rehearsal');
    const ways = { download: ['download'], go: ['build'], either: ['download', 'build'] } as const;
    for (const version of await wantedVersions(options)) {
      const onStep = (sentence: string): void => errors.write(`${sentence}\n`);
      output.write(`${await installProxy(version, { ways: ways[options.from], onStep, signal })}\n`);
    }
    return 'done';
  },
});

/** `alloydb-gke proxy path` */
export const proxyPathCommand: ReturnType<typeof defineCommand> = defineCommand({
  name: 'proxy path',
  summary: 'Prints where the Auth Proxy is that a rehearsal takes.',
  description: ['It is searched as ALLOYDB_AUTH_PROXY_BIN, in PATH, and in the cache.'],
  examples: [{ line: 'alloydb-gke proxy path', meaning: 'the one of the version that everything here is verified with' }],
  arguments: {},
  options: versionOptions,
  run: async ({ options }, { output }) => {
    const { findProxyProgram } = await import('@alloydb-gke/rehearsal');
    for (const version of await wantedVersions(options)) output.write(`${(await findProxyProgram(version)).file}\n`);
    return 'done';
  },
});

async function wantedVersions({
  version,
  manifests,
}: {
  readonly version: string | undefined;
  readonly manifests: readonly string[];
}): Promise<readonly string[]> {
  if (version !== undefined && manifests.length > 0) throw new CliError('usage', [problem('version-twice', 'alloydb-gke proxy', {})]);
  if (version !== undefined) return [version.replace(/^v/, '')];
  if (manifests.length === 0) return [verifiedProxyVersion];
  const { namedProxyVersions } = await import('@alloydb-gke/rehearsal');
  const named = await namedProxyVersions(manifests);
  return named.length > 0 ? named : [verifiedProxyVersion];
}
