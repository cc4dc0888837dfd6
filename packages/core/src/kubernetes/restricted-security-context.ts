import type { JsonObject } from './json';

/**
 * The least that Pod Security `restricted` asks of a container. The user is the image's own.
 * Source: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const restrictedSecurityContext: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
