import type { JsonObject } from '@alloydb-gke/core';
import type { ManifestSet } from '../manifests/manifest-set';
import { numberIn, objectIn, objectsIn, textIn } from './json-fields';

interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

/** The Service of the API server, which every container knows of. */
const kubernetes = { name: 'kubernetes', address: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP' }] };

/**
 * The variables that kubelet makes of Services: those of the pod's namespace unless `enableServiceLinks` is false, and that of
 * the API server always. The addresses are made up: no manifest knows them.
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/kubelet/envvars/envvars.go
 */
export function serviceLinks(set: ManifestSet, namespace: string, isEnabled: boolean): Readonly<Record<string, string>> {
  const services = set.objects.flatMap(({ manifest, namespace: own }, index) => {
    const spec = objectIn(manifest['spec']);
    const isOne = manifest.kind === 'Service' && manifest.apiVersion === 'v1' && own === namespace && isEnabled && hasAddress(spec);
    const given = textIn(spec['clusterIP']);
    const address = given ?? `10.96.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`;
    return isOne ? [{ name: manifest.metadata?.name ?? '', address, ports: objectsIn(spec['ports']).map(readPort) }] : [];
  });
  return Object.assign({}, ...[kubernetes, ...services].map(({ name, address, ports }) => linksOf(name, address, ports)));
}

function hasAddress(spec: JsonObject): boolean {
  return spec['type'] !== 'ExternalName' && spec['clusterIP'] !== 'None';
}

function readPort(port: JsonObject): ServicePort {
  return { name: textIn(port['name']) ?? '', port: numberIn(port['port']) ?? 0, protocol: textIn(port['protocol']) ?? 'TCP' };
}

function linksOf(name: string, address: string, ports: readonly ServicePort[]): Readonly<Record<string, string>> {
  const prefix = capitals(name);
  const [first] = ports;
  if (!first) return {};
  const url = ({ port, protocol }: ServicePort): string => `${protocol.toLowerCase()}://${address}:${port}`;
  const links: Record<string, string> = {
    [`${prefix}_SERVICE_HOST`]: address,
    [`${prefix}_SERVICE_PORT`]: String(first.port),
    [`${prefix}_PORT`]: url(first),
  };
  for (const port of ports) {
    if (port.name !== '') links[`${prefix}_SERVICE_PORT_${capitals(port.name)}`] = String(port.port);
    const of = `${prefix}_PORT_${port.port}_${port.protocol.toUpperCase()}`;
    links[of] = url(port);
    links[`${of}_PROTO`] = port.protocol.toLowerCase();
    links[`${of}_PORT`] = String(port.port);
    links[`${of}_ADDR`] = address;
  }
  return links;
}

function capitals(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
