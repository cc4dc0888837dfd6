import { isJsonObject } from '../kubernetes/json';
import type { ProxyImage, ProxyPolicy } from './proxy-policy';

/** The options that are groups of options. */
const groups: ReadonlySet<string> = new Set<keyof ProxyPolicy>(['image', 'resources', 'probes', 'telemetry', 'prometheus']);

/**
 * The service's words over the organisation's, field by field; groups (image, resources, probes …) are merged inside. The
 * organisation's digest is that of its own version and variant: where the service says others, it goes.
 */
export function applyDefaults<Service extends ProxyPolicy>(service: Service, organisation: ProxyPolicy | undefined): Service {
  if (!isJsonObject(organisation)) return service;
  return overlay(withoutForeignDigest(organisation, service.image), service as unknown as Fields, groups) as unknown as Service;
}

function withoutForeignDigest(organisation: Fields, own: unknown): Fields {
  const { image } = organisation;
  if (!isJsonObject(image) || !isJsonObject(own)) return organisation;
  const isAnother = (field: keyof ProxyImage): boolean => own[field] !== undefined && own[field] !== image[field];
  if (!isAnother('version') && !isAnother('variant')) return organisation;
  const { digest: _, ...others } = image;
  return { ...organisation, image: others };
}

type Fields = Readonly<Record<string, unknown>>;

function overlay(below: Fields, above: Fields, merged: ReadonlySet<string>): Fields {
  const result: Record<string, unknown> = { ...below };
  for (const [field, value] of Object.entries(above)) {
    if (value === undefined) continue;
    const under = below[field];
    result[field] = merged.has(field) && isJsonObject(value) && isJsonObject(under) ? overlay(under, value, none) : value;
  }
  return result;
}

const none: ReadonlySet<string> = new Set();
