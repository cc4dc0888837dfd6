import type { Manifest } from '@alloydb-gke/core';
import type { ApiObject } from 'cdk8s';

/**
 * Changes what an API object is written as, after everything else. It wraps the object's `toJson`, since generated classes
 * (`KubeDeployment`) and cdk8s-plus drop fields that they do not know when those come by a JSON patch, the
 * `restartPolicy` of a native sidecar among them.
 * Source: https://github.com/cdk8s-team/cdk8s/issues/2172
 *
 * @returns what writes the object without this change
 */
export function hookManifest(object: ApiObject, change: (manifest: Manifest) => Manifest): () => Manifest {
  const write: () => Manifest = object.toJson.bind(object);
  object.toJson = () => change(write());
  return write;
}
