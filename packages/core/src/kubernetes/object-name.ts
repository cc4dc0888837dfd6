/**
 * A DNS label: the name of a namespace or of a container.
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const dnsLabelPattern: RegExp = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A DNS subdomain: the name of a Secret, a service account and most other objects. */
export const dnsSubdomainPattern: RegExp = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Whether `value` is a DNS label. */
export function isDnsLabel(value: string): boolean {
  return dnsLabelPattern.test(value);
}

/** Whether `value` is a DNS subdomain. */
export function isDnsSubdomain(value: string): boolean {
  return dnsSubdomainPattern.test(value);
}
