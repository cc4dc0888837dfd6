import type { SecretKeyReference } from '../connection/connection-spec';
import type { Volume, VolumeMount } from '../kubernetes/pod';

const volumeName = 'alloydb-password';
const folder = '/var/run/secrets/alloydb';
const file = 'password';

/** Where the application finds its password. */
export const passwordFilePath: string = `${folder}/${file}`;

/**
 * The volume that holds the password. It is mounted as a whole folder: a single file (subPath) would never see a new password.
 * Source: https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
 */
export function passwordVolume({ name, key }: SecretKeyReference): Volume {
  // 420 is 0644, what an API server fills in.
  return { name: volumeName, secret: { defaultMode: 420, items: [{ key, path: file }], secretName: name } };
}

export function passwordVolumeMount(): VolumeMount {
  return { mountPath: folder, name: volumeName, readOnly: true };
}
