import type { JsonObject } from '@alloydb-gke/core';
import { objectIn, textIn, textsIn } from '../pod-plan/json-fields';
import { isHidden, isUnknown, openSecrets } from './marked-values';
import type { PulumiResource } from './pulumi-resource';

/** The file that a resource stands in. */
export interface FileOfResource {
  /** Every resource of it by its URN. */
  readonly all: ReadonlyMap<string, JsonObject>;
  /** The configuration of the stack, where the file has it. */
  readonly config: JsonObject;
  readonly path: string;
}

export function pulumiResource(state: JsonObject, file: FileOfResource): PulumiResource {
  const urn = textIn(state['urn']) ?? '';
  const type = textIn(state['type']) ?? '';
  const name = urn.slice(urn.lastIndexOf('::') + 2);
  const sources = Object.entries(objectIn(state['propertyDependencies'])).map(([field, urns]) => [field, textsIn(urns)]);
  return {
    urn,
    type,
    name,
    parent: textIn(state['parent']),
    inputs: openSecrets(state['inputs']),
    outputs: openSecrets(state['outputs']),
    sources: Object.fromEntries(sources),
    project: projectOf(state, file),
    origin: `${file.path}: ${name} (${type})`,
  };
}

/** A provider is named `URN::ID`. The default one takes what the stack is configured with. */
function projectOf(state: JsonObject, { all, config }: FileOfResource): string | undefined {
  const provider = (textIn(state['provider']) ?? '').replace(/::[^:]*$/, '');
  const inputs = openSecrets(all.get(provider)?.['inputs']);
  const isDefault = !all.has(provider) || /::default(_[\d_]+.*)?$/.test(provider);
  const said = textIn(inputs['project']) ?? (isDefault ? textIn(config['gcp:project']) : undefined);
  return isUnknown(said) || isHidden(said) ? undefined : said;
}
