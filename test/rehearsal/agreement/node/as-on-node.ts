import type { Manifest } from '@alloydb-gke/core';
import type { EmulatorAddresses } from '@alloydb-gke/emulator';
import type { V1PodSpec } from '@kubernetes/client-node';
import { isProxyImage } from '../../../kubernetes/stand-in-images';
import { placedContainers } from '../../../support/manifest-oracle/placed-container';
import { podTemplateOf } from '../../../support/manifest-oracle/pod-template';

/**
 * The manifest as the node needs it: every image is there already, and each Auth Proxy finds the Admin API and the metadata server of
 * its Kubernetes service account, which nobody answers DNS for. Nothing else is changed.
 */
export function asOnNode(manifest: Manifest, { adminApi, metadataServers }: EmulatorAddresses): Manifest {
  const changed = structuredClone(manifest) as Manifest & Parameters<typeof podTemplateOf>[0];
  const spec: V1PodSpec | undefined = podTemplateOf(changed)?.template.spec;
  if (spec === undefined) return changed;
  const account = `${changed.metadata?.namespace}/${spec.serviceAccountName ?? 'default'}`;
  for (const { container } of placedContainers(spec, '')) {
    container.imagePullPolicy = 'IfNotPresent';
    if (!isProxyImage(container.image)) continue;
    container.args = [...(container.args ?? []), `--alloydbadmin-api-endpoint=${adminApi}`];
    const metadata = metadataServers[account];
    if (metadata !== undefined) container.env = [...(container.env ?? []), { name: 'GCE_METADATA_HOST', value: metadata }];
  }
  return changed;
}
