import type { ApplicationEnvironment } from '@alloydb-gke/core';

/** The environment of a container as its process sees it. Secrets are by `NAME/KEY`. */
export function environmentOf(
  variables: ApplicationEnvironment['variables'],
  secrets: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    variables.map(({ name, value, valueFrom }) => {
      const key = valueFrom?.['secretKeyRef'] as { readonly name: string; readonly key: string } | undefined;
      // As Kubernetes expands what it finds: `$$` is one dollar.
      return [name, key ? (secrets[`${key.name}/${key.key}`] ?? '') : (value ?? '').replaceAll('$$', '$')];
    }),
  );
}
