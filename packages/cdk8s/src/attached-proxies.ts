import type { AuthProxyModel } from '@alloydb-gke/core';
import type { ApiObject } from 'cdk8s';

/** `Symbol.for`: another copy of this package on the same object shares it. */
const key = Symbol.for('@alloydb-gke/cdk8s.attached-proxies');

/** The proxies that an object gets, of whichever construct: their shutdowns add up. */
export function attachedProxies(object: ApiObject): AuthProxyModel[] {
  const holder = object as { [key]?: AuthProxyModel[] };
  if (!holder[key]) Object.defineProperty(object, key, { value: [] });
  return holder[key] ?? [];
}
