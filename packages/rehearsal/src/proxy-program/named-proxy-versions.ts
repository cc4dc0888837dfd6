import { type ReadFilesOptions, readManifestFiles } from '../manifests/read-manifest-files';
import { planPods } from '../pod-plan/plan-pods';
import { namedVersions } from './choose-proxy-program';

/**
 * The versions of the Auth Proxy that the images in manifests name, the newest first. What names none (`latest`, a digest) is left out.
 *
 * @param paths files of YAML, folders of them and `-` for standard input
 * @throws RehearsalError if the manifests are wrong, or no workload has an Auth Proxy
 */
export async function namedProxyVersions(paths: readonly string[], options: ReadFilesOptions = {}): Promise<readonly string[]> {
  return namedVersions(planPods(await readManifestFiles(paths, options)).pods);
}
