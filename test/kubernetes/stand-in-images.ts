import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Image, KubernetesNode } from '../support/kubernetes-node/kubernetes-node';
import { mustRun } from '../support/kubernetes-node/run-command';
import { placedContainers } from '../support/manifest-oracle/placed-container';
import { podTemplateOf } from '../support/manifest-oracle/pod-template';
import type { Manifest } from '../support/manifest-oracle/right-manifests';

/** Of the Auth Proxy's images, whatever mirror they come from. */
export function isProxyImage(image: string | undefined): boolean {
  return /(?:^|\/)alloydb-auth-proxy(?:[:@]|$)/.test(image ?? '');
}

/** Gives the node an image for every container of the workloads: the real Auth Proxy, and a stand-in for everything else. */
export async function addImages(node: KubernetesNode, workloads: readonly Manifest[], authProxy: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  try {
    const standIn = join(folder, 'stand-in');
    const source = fileURLToPath(new URL('stand-in', import.meta.url));
    await mustRun('go', ['build', '-trimpath', '-buildvcs=false', '-o', standIn, '.'], {
      folder: source,
      environment: { CGO_ENABLED: '0' },
    });
    for (const image of imagesOf(workloads, authProxy, standIn)) await node.addImage(image);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function imagesOf(workloads: readonly Manifest[], authProxy: string, standIn: string): readonly Image[] {
  const images = new Map<string, Image>();
  for (const workload of workloads) {
    const spec = podTemplateOf(workload)?.template.spec;
    if (spec === undefined) continue;
    const ends = spec.restartPolicy !== undefined && spec.restartPolicy !== 'Always';
    for (const { container, role } of placedContainers(spec, '')) {
      const name = container.image ?? '';
      const image = isProxyImage(name) ? proxyImage(name, authProxy) : standInImage(name, standIn, !ends && role === 'container');
      const earlier = images.get(name);
      if (earlier !== undefined && earlier.environment['STAND_IN'] !== image.environment['STAND_IN']) {
        throw new Error(`The image "${name}" stands in for a program that ends and for one that does not: give them two images.`);
      }
      images.set(name, image);
    }
  }
  return [...images.values()];
}

// Without Google there are no credentials to be found, and without any the proxy does not start. The manifest stays as it is: the image
// brings a token.
function proxyImage(name: string, from: string): Image {
  const environment = { ALLOYDB_PROXY_METADATA: 'container', ALLOYDB_PROXY_TOKEN: 'stand-in' };
  return { name, program: { from, to: 'alloydb-auth-proxy' }, user: '65532', environment };
}

function standInImage(name: string, from: string, goesOn: boolean): Image {
  return { name, program: { from, to: 'stand-in' }, user: '65532', environment: { STAND_IN: goesOn ? 'application' : 'task' } };
}
