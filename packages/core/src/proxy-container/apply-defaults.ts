import { isJsonObject } from '../kubernetes/json';
import type { ProxyPolicy } from './proxy-policy';

/** The options that are groups of options. */
const groups: ReadonlySet<string> = new Set<keyof ProxyPolicy>(['image', 'resources', 'probes', 'telemetry', 'prometheus']);

/** The service's words over the organisation's, field by field; groups (image, resources, probes …) are merged inside. */
export function applyDefaults<Service extends ProxyPolicy>(service: Service, organisation: ProxyPolicy | undefined): Service {
  if (!organisation) return service;
  return overlay(organisation as Fields, service as unknown as Fields, groups) as unknown as Service;
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
