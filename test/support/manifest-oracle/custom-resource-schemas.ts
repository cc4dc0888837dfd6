import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

type Schema = Readonly<Record<string, unknown>>;

interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

const folder = fileURLToPath(new URL('../crds/', import.meta.url));
let validators: ReadonlyMap<string, () => ValidateFunction> | undefined;

/** Judges an object of one of Config Connector's kinds by its CRD; nothing when the kind is not among them. */
export function customResourceErrors(apiVersion: string, kind: string, object: unknown): readonly ErrorObject[] | undefined {
  validators ??= new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .flatMap(definitionsIn),
  );
  const validator = validators.get(`${apiVersion} ${kind}`)?.();
  if (validator === undefined) return undefined;
  validator(object);
  return validator.errors ?? [];
}

function definitionsIn(file: string): readonly [string, () => ValidateFunction][] {
  const { spec } = parse(readFileSync(folder + file, 'utf8')) as CustomResourceDefinition;
  return spec.versions
    .filter(({ served }) => served)
    .map(({ name, schema }) => {
      let compiled: ValidateFunction | undefined;
      const compile = (): ValidateFunction =>
        new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(closed(schema.openAPIV3Schema) as Schema);
      return [`${spec.group}/${name} ${spec.names.kind}`, () => (compiled ??= compile())];
    });
}

/** The same schema with every object closed that does not say otherwise, as the server's strict validation has it. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(([key]) => !key.startsWith('x-kubernetes-') && key !== 'description');
  const result: Record<string, unknown> = Object.fromEntries(
    entries.map(([key, value]) => [key, key === 'properties' ? closedProperties(value as Schema) : closed(value)]),
  );
  const open = (schema as Schema)['x-kubernetes-preserve-unknown-fields'] === true;
  if (result['properties'] !== undefined && result['additionalProperties'] === undefined && !open) result['additionalProperties'] = false;
  if ((schema as Schema)['x-kubernetes-int-or-string'] === true) result['type'] = ['integer', 'string'];
  return result;
}

function closedProperties(properties: Schema): Schema {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, closed(schema)]));
}
