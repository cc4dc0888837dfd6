import type { Values } from './cloud-object';
import { type ResourceRule, shortHash } from './resource-rule';

/** In a preview all of it may be one text that stands for what is not known. */
const metadataOf = ({ metadata }: Values): Values => (typeof metadata === 'object' && metadata !== null ? (metadata as Values) : {});

/** Every object of Kubernetes. */
export const kubernetesRule: ResourceRule = {
  idOf: (inputs) => {
    const { namespace = 'default', name } = metadataOf(inputs);
    return `${namespace}/${name}`;
  },
  replacing: ['metadata.name', 'metadata.namespace', 'spec.selector'],
  outputs: (inputs, id) => ({
    metadata:
      typeof inputs['metadata'] === 'string' ? inputs['metadata'] : { ...metadataOf(inputs), uid: shortHash(id), resourceVersion: '1' },
  }),
};

/** A Patch resource changes what is there. */
export const kubernetesPatchRule: ResourceRule = { ...kubernetesRule, mayExist: true };

/** What the provider adds to an object that has no name of its own. */
export function withName(inputs: Values, olds: Values, name: string, seed: string): Values {
  if (typeof inputs['metadata'] === 'string') return inputs;
  const metadata = metadataOf(inputs);
  if (metadata['name'] !== undefined || metadata['generateName'] !== undefined) return inputs;
  const annotations = { ...(metadata['annotations'] as Values | undefined), 'pulumi.com/autonamed': 'true' };
  return { ...inputs, metadata: { ...metadata, name: metadataOf(olds)['name'] ?? `${name}-${shortHash(seed)}`, annotations } };
}
