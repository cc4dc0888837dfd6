import type { JsonObject } from '../kubernetes/json';

/**
 * What Pod Security `restricted` asks for, and a read-only root file system. The image runs as 65532 and writes nothing.
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const restrictedSecurityContext: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsGroup: 65532,
  runAsNonRoot: true,
  runAsUser: 65532,
  seccompProfile: { type: 'RuntimeDefault' },
};
