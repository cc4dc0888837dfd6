import { connectorError } from '../errors/connector-error';
import { quote } from '../errors/quote';

/** An instance URI and its parts. */
export interface InstanceUri {
  /** The whole URI. */
  readonly text: string;
  /** Project id, with its domain where it has one. */
  readonly project: string;
  readonly location: string;
  readonly cluster: string;
  readonly instance: string;
  /** The name of the cluster, `projects/…/locations/…/clusters/…`. */
  readonly clusterName: string;
}

const id = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const idRule = '1 to 63 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen';

const parts = [
  {
    collection: 'projects',
    name: 'project',
    pattern: /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    rule: 'a project id of 6 to 30 lower-case letters, digits and hyphens, with its domain in front where it has one',
  },
  { collection: 'locations', name: 'location', pattern: /^[a-z]+-[a-z]+[0-9]+$/, rule: 'a region such as us-central1, not a zone' },
  { collection: 'clusters', name: 'cluster', pattern: id, rule: idRule },
  { collection: 'instances', name: 'instance', pattern: id, rule: idRule },
] as const;

const knownMistakes = [
  { pattern: /^[^/:]+(:[^/:]+)?:[a-z]+-[a-z]+[0-9]+:[^/:]+$/, reason: 'it is a Cloud SQL connection name' },
  { pattern: /^(https?:)?\/\/alloydb\.[^/]+\//, reason: 'the host of the API stands in front of it' },
  { pattern: /\?/, reason: 'a query follows it' },
  { pattern: /^\s|\s$/, reason: 'there is white space around it' },
] as const;

/**
 * Reads an instance URI. Nothing but the URI may be there. The grammar is that of the packages beside this one, which a test holds.
 *
 * @throws ConnectorError `instance-uri-invalid`, which says where it breaks
 */
export function parseInstanceUri(value: unknown): InstanceUri {
  const reason = whatIsWrong(value);
  if (typeof value !== 'string' || reason !== undefined) {
    throw connectorError('instance-uri-invalid', { value: quote(value), reason: reason ?? 'it is not text' });
  }
  const [, project = '', , location = '', , cluster = '', , instance = ''] = value.split('/');
  return { text: value, project, location, cluster, instance, clusterName: value.slice(0, value.lastIndexOf('/instances/')) };
}

function whatIsWrong(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'it is not text';
  const mistake = knownMistakes.find(({ pattern }) => pattern.test(value));
  if (mistake) return mistake.reason;
  const segments = value.split('/');
  for (const [index, { collection, name, pattern, rule }] of parts.entries()) {
    const [found, given] = [segments[2 * index], segments[2 * index + 1]];
    if (found === undefined) return `it ends before "${collection}/"`;
    if (found !== collection) return `${quote(found)} stands where "${collection}" belongs`;
    if (given === undefined) return `nothing follows "${collection}"`;
    if (!pattern.test(given)) return `its ${name} ${quote(given)} must be ${rule}`;
  }
  return segments.length > 8 ? `${quote(segments.slice(8).join('/'))} follows the instance` : undefined;
}
