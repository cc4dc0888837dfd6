/** What Pod Security `restricted` asks of a container. The construct gives it to the Deployment; the teams' own manifests say it. */
export const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
