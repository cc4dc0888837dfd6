import type { JsonObject } from '@alloydb-gke/core';

/**
 * The least that Pod Security `restricted` asks of an application's container. The user id stays the image's own.
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const restrictedApplication: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
