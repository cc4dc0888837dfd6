import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readFields } from '../input/read-fields';
import { isJsonObject, type JsonObject } from '../kubernetes/json';
import { optionName } from '../proxy-flags/flag-names';
import type { FlagRow } from '../proxy-flags/flag-row';
import { flagsOf, type ProxyFlags } from '../proxy-flags/proxy-invocation';
import type { AuthProxyOverrides } from './auth-proxy-options';
import { derivedFlags } from './derived-flags';
import { overrideFields } from './option-fields';
import { problem } from './proxy-container-codes';
import type { ResolvedImage } from './proxy-image';

const annotationPrefix = 'alloydb-gke.dev/';

/** Fields that follow from options; the rest of the pod depends on them. */
const derivedFields = {
  container: { name: '"containerName"', args: '"flags"', restartPolicy: '"sidecar"' },
  podSpec: {
    containers: '"overrides.container"',
    initContainers: '"overrides.container"',
    serviceAccountName: 'the identity of the connection',
  },
} as const;

/** Needs that no container of the constructs can have. */
const unmetNeeds: Readonly<Record<string, string>> = { fuse: 'FUSE', gcloud: 'the gcloud program' };

/** The flags of the typed escape hatch. Their values are checked together with all others. */
export function readFlags(value: unknown, path: string, problems: ProblemList): ProxyFlags {
  if (value === undefined) return {};
  const rows: ReadonlyMap<string, FlagRow> = new Map(flagsOf('serve').map((row) => [optionName(row.name), row]));
  const table = Object.fromEntries([...rows].map(([option, row]) => [option, { meaning: row.doc }]));
  const fields = readFields(value, path, table, problems);
  for (const [option, given] of Object.entries(fields ?? {})) {
    const row = rows.get(option);
    if (!row || given === undefined) continue;
    const at = `${path}.${option}`;
    const derivedFrom = derivedFlags[option as keyof ProxyFlags];
    const missing = unmetNeeds[row.needs];
    if (derivedFrom !== undefined) problems.add(problem('flag-has-an-option', at, { flag: row.name, option: derivedFrom }));
    else if (row.secret) problems.add(problem('flag-carries-secret', at, { flag: row.name }));
    else if (missing !== undefined) problems.add(problem('flag-not-in-image', at, { flag: row.name, needs: missing }));
  }
  return (fields ?? {}) as ProxyFlags;
}

/** The changes to the output, without those that the library could not follow. */
export function readOverrides(value: unknown, path: string, problems: ProblemList): AuthProxyOverrides {
  if (value === undefined) return {};
  const fields = readFields(value, path, overrideFields, problems);
  for (const [target, derived] of Object.entries(derivedFields)) {
    const change = fields?.[target];
    if (!isJsonObject(change)) continue;
    for (const [field, option] of Object.entries(derived)) {
      if (!Object.hasOwn(change, field)) continue;
      problems.add(problem('override-of-derived-field', `${path}.${target}.${field}`, { target, field, option }));
    }
    refuseHosts(change, `${path}.${target}`, problems);
  }
  return (fields ?? {}) as AuthProxyOverrides;
}

/** A probe with a host goes to the node's own address, and Pod Security refuses it. */
function refuseHosts(change: JsonObject, path: string, problems: ProblemList): void {
  for (const [field, value] of Object.entries(change)) {
    const at = `${path}.${field}`;
    if (field === 'httpGet' && isJsonObject(value) && value['host'] !== undefined) {
      problems.add(problem('probe-with-host', `${at}.host`, { value: quote(value['host']) }));
    } else if (isJsonObject(value)) refuseHosts(value, at, problems);
  }
}

/** What a reader of the manifest must know: a version that nobody verified, and every escape hatch that was used. */
export function hatchAnnotations(image: ResolvedImage, flags: ProxyFlags, overrides: AuthProxyOverrides): Readonly<Record<string, string>> {
  const used = [
    ...Object.keys(flags).map((flag) => `flags.${flag}`),
    ...(['container', 'podSpec'] as const).flatMap((target) => Object.keys(overrides[target] ?? {}).map((field) => `${target}.${field}`)),
  ].sort();
  return {
    ...(used.length > 0 && { [`${annotationPrefix}escape-hatches`]: used.join(' ') }),
    ...(!image.isVerified && { [`${annotationPrefix}unverified-proxy-version`]: image.version }),
  };
}
