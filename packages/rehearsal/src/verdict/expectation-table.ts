/** What is expected of a pod, in the order in which it happens. */
export const expectationTable = {
  created: 'The pod and its containers can be created.',
  starts: 'A proxy starts; or whatever else has to start before it.',
  'init-containers': 'An init container ends well; behind a sidecar the rest of the pod starts.',
  probes: 'Kubernetes hears from a proxy that it is well.',
  login: 'A container logs in to a database that its variables name.',
  write: 'It writes to the primary instance into what it was granted.',
  'read-only': 'It reads from a read pool instance, and cannot write there.',
  'stays-up': 'A proxy does not end while it is needed.',
  drain: 'After SIGTERM the application works on in an open transaction and with new connections, and nothing fails.',
  ends: 'A proxy ends within the grace period, with an exit code that is no failure.',
  completes: 'A pod that is meant to end does so.',
} as const;

/** A phrase that stays the same across versions. */
export type ExpectationCode = keyof typeof expectationTable;
