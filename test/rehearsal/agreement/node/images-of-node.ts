import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContainerPlan, PodPlan } from '../../../../packages/rehearsal/src/pod-plan/pod-plan';
import { type NodeAddress, nodeScript } from '../../../support/kubernetes-node/held-node';
import { mustRun } from '../../../support/kubernetes-node/run-command';
import type { CloudOfNode } from './cloud-of-node';

/** A port where a stand-in answers probes, by the name of its image: only a mesh's sidecar has one here. */
const meshPort = { pattern: /\/proxyv2:/, port: '15021' };

/** An application that counts what it does. */
const loadImage = /\/load:/;

/** Gives the node an image for every container: the real Auth Proxy, and for everything else the client in the part that it plays. */
export async function addImagesFor(plans: readonly PodPlan[], node: NodeAddress, cloud: CloudOfNode, authProxy: string): Promise<void> {
  const parts = new Map<string, string>();
  for (const plan of plans) {
    for (const container of [...plan.initContainers, ...plan.containers]) {
      const part = partOf(container);
      const earlier = parts.get(container.image);
      if (earlier !== undefined && earlier !== part)
        throw new Error(`The image ${container.image} plays two parts: ${earlier} and ${part}.`);
      parts.set(container.image, part);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'agreement-images-'));
  try {
    const proxy = proxyFiles(join(folder, 'proxy'), authProxy, cloud.certificate);
    const client = await clientFiles(join(folder, 'client'));
    for (const [image, part] of parts) {
      const isProxy = part === 'proxy';
      const entryPoint = JSON.stringify([isProxy ? '/alloydb-auth-proxy' : '/client']);
      const variables = isProxy ? proxyVariables(cloud) : clientVariables(image, part);
      await mustRun(nodeScript('image'), [image, isProxy ? proxy : client, entryPoint, '65532', ...variables], { environment: node });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function partOf({ role, place, image }: ContainerPlan): string {
  if (loadImage.test(image)) return 'load';
  return role === 'bystander' && place === 'regular init container' ? 'done' : role;
}

/** What the image of Google holds, but for the certificates: those that lead to the emulator are here. */
function proxyFiles(folder: string, program: string, certificate: string): string {
  const certificates = join(folder, 'etc', 'ssl', 'certs', 'ca-certificates.crt');
  mkdirSync(dirname(certificates), { recursive: true });
  writeFileSync(certificates, certificate);
  cpSync(program, join(folder, 'alloydb-auth-proxy'));
  return folder;
}

/** The proxy's own build metadata, and the way to the token service, which has no flag. */
function proxyVariables({ addresses }: CloudOfNode): readonly string[] {
  return ['ALLOYDB_PROXY_METADATA=container', `HTTPS_PROXY=${addresses.httpsFront}`];
}

async function clientFiles(folder: string): Promise<string> {
  const source = fileURLToPath(new URL('../../client', import.meta.url));
  await mustRun('go', ['build', '-trimpath', '-buildvcs=false', '-o', join(folder, 'client'), '.'], {
    folder: source,
    environment: { CGO_ENABLED: '0' },
  });
  return folder;
}

function clientVariables(image: string, part: string): readonly string[] {
  const listening = meshPort.pattern.test(image) ? [`REHEARSAL_CLIENT_LISTEN=${meshPort.port}`] : [];
  return [`REHEARSAL_CLIENT_ROLE=${part}`, 'REHEARSAL_CLIENT_DRAIN=3', ...listening];
}
