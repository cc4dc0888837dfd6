/**
 * The parts of an instance URI.
 * Source: googleapis google/cloud/alloydb/v1/resources.proto (ids) and the project id rules of Resource Manager.
 * The Auth Proxy's own pattern is unanchored and accepts far more; what it accepts beyond this fails at the first connection.
 */
export interface InstanceUriPart {
  readonly name: 'project' | 'location' | 'cluster' | 'instance';
  /** The segment that stands before the value. */
  readonly collection: string;
  readonly pattern: RegExp;
  /** The rule in words, to complete "must be …". */
  readonly rule: string;
}

/** The id of a cluster or an instance. */
export const resourceIdPattern: RegExp = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const resourceIdRule = '1 to 63 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen';

export const instanceUriParts: readonly InstanceUriPart[] = [
  {
    name: 'project',
    collection: 'projects',
    pattern: /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    rule: 'a project id of 6 to 30 lower-case letters, digits and hyphens, with its domain in front where it has one (example.com:my-project)',
  },
  { name: 'location', collection: 'locations', pattern: /^[a-z]+-[a-z]+[0-9]+$/, rule: 'a region such as us-central1, not a zone' },
  { name: 'cluster', collection: 'clusters', pattern: resourceIdPattern, rule: resourceIdRule },
  { name: 'instance', collection: 'instances', pattern: resourceIdPattern, rule: resourceIdRule },
];

/** Whether `value` can be the id of an instance (the last part of its URI). */
export function isInstanceId(value: string): boolean {
  return resourceIdPattern.test(value);
}
