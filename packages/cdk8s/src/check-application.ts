import type { Problem } from '@alloydb-gke/core';
import type { AlloyDBApplicationProps } from './alloydb-application';
import { problem } from './cdk8s-codes';

/** Fields of the application's container that have a property of their own. */
const properties: Readonly<Record<string, string>> = {
  name: 'the construct',
  image: 'image',
  env: 'variables',
  ports: 'port',
  resources: 'resources',
  securityContext: 'securityContext',
};

/** Everything that is wrong with the properties of an application, apart from its connection and its proxy. */
export function applicationProblems(props: AlloyDBApplicationProps, path: string): readonly Problem[] {
  const { name, image, allowMovingTag, container } = props;
  return [
    ...(name === undefined || /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)
      ? []
      : [problem('application-name', `${path}.name`, { value: JSON.stringify(name) })]),
    ...(allowMovingTag || isPinned(image) ? [] : [problem('application-image', `${path}.image`, { value: JSON.stringify(image) })]),
    ...Object.keys(container ?? {}).flatMap((field) => {
      const property = properties[field];
      return property === undefined ? [] : [problem('application-container', `${path}.container.${field}`, { field, property })];
    }),
  ];
}

/** Whether an image has a digest, or a tag that is not `latest`. */
function isPinned(image: unknown): boolean {
  if (typeof image !== 'string' || image.trim() === '') return false;
  const tag = /:([\w.-]+)$/.exec(image)?.[1];
  return image.includes('@sha256:') || (tag !== undefined && tag !== 'latest');
}
