import { type AuthProxyModel, type AuthProxyOptions, defineAuthProxy, isJsonObject } from '@alloydb-gke/core';
import type { LeafKind, Path } from './leaves';
import { connectionLeafKind } from './leaves';
import { readConnection } from './read-connection';

/** Texts of the options, besides those of the connection, that may come later and decide nothing else. */
const laterTexts: ReadonlySet<string> = new Set([
  'image.registry',
  'telemetry.project',
  'defaults.image.registry',
  'defaults.telemetry.project',
]);

/** The kinds of the values of the options that may come later. */
export function optionLeafKind(path: Path): LeafKind | undefined {
  const [field, ...rest] = path;
  if (field === 'connection') return connectionLeafKind(rest);
  return laterTexts.has(path.join('.')) ? 'word' : undefined;
}

/**
 * Reads plain options: core does.
 *
 * @throws ModelError with every problem at once
 */
export function readProxyOptions(plain: unknown, path: string): AuthProxyModel {
  const { connection, environment, defaults, ...options } = plain as Readonly<Record<string, unknown>>;
  const read = {
    ...switched(options),
    ...(connection !== undefined && { connection: readConnection(connection, `${path}.connection`) }),
    ...(environment !== undefined && { environment: switchable(environment) }),
    ...(defaults !== undefined && { defaults: isJsonObject(defaults) ? switched(defaults) : defaults }),
  };
  return defineAuthProxy(read as unknown as AuthProxyOptions, path);
}

/** Core says `false` where Pulumi has a switch. */
export function switched(policy: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { prometheus, telemetry, ...rest } = policy;
  return {
    ...rest,
    ...(prometheus !== undefined && { prometheus: switchable(prometheus) }),
    ...(telemetry !== undefined && { telemetry: switchable(telemetry) }),
  };
}

function switchable(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const { enabled, ...rest } = value;
  return enabled === false ? false : rest;
}
