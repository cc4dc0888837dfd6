import type { SecretKeyReference } from '../connection/connection-spec';
import { shortHash } from '../identity/short-hash';
import type { Volume, VolumeMount } from '../kubernetes/pod';

const file = 'password';

/** Where the application finds the password. Several connections of one pod never share a folder. */
export function passwordFilePath(secret: SecretKeyReference): string {
  return `${folder(secret)}/${file}`;
}

/**
 * The volume that holds the password. It is mounted as a whole folder: a single file (subPath) would never see a new password.
 * Source: https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
 */
export function passwordVolume(secret: SecretKeyReference): Volume {
  // 420 is 0644, what an API server fills in.
  return { name: volumeName(secret), secret: { defaultMode: 420, items: [{ key: secret.key, path: file }], secretName: secret.name } };
}

export function passwordVolumeMount(secret: SecretKeyReference): VolumeMount {
  return { mountPath: folder(secret), name: volumeName(secret), readOnly: true };
}

function folder({ name, key }: SecretKeyReference): string {
  return `/var/run/secrets/alloydb/${name}/${key}`;
}

/** The names of a Secret and its key can be longer than that of a volume, and hold what that cannot. */
function volumeName({ name, key }: SecretKeyReference): string {
  return `alloydb-password-${shortHash(`${name}/${key}`)}`;
}
