import { type ProblemFactory, problemFactory } from '@alloydb-gke/core';

/** What can be wrong with the use of a component. */
export const pulumiCodes = {
  'helm-release': {
    message: '"{release}" is a helm.v3.Release. Its objects are rendered inside the provider, where no transform reaches them.',
    repair: 'Use helm.v4.Chart for this chart, or name the kinds that are meant in the selector: { kinds: ["Deployment"] }.',
  },
  'workload-kinds-missing': {
    message: 'podTemplatePath is set, and kinds does not say for which kinds.',
    repair: 'Name them: { kinds: ["CloneSet"], podTemplatePath: "spec.template" }.',
  },
  'project-not-known': {
    message: '{field} is not said, and the Google Cloud provider names no project.',
    repair: 'Set {field}, or the project of the provider ("pulumi config set gcp:project my-project").',
  },
  'both-made-and-existing': {
    message: '{made} and {existing} are both set: one makes it, the other takes what exists.',
    repair: 'Remove one of them.',
  },
  'not-used-by-direct-identity': {
    message: '{field} is set, and a direct identity has no IAM service account.',
    repair: 'Remove {field}, or choose the form "linked" or "impersonated".',
  },
  'project-number-missing': {
    message: 'The Kubernetes service account gets roles of its own, and workloadPoolProjectNumber is not said.',
    repair: 'Set it to the number of the project that owns the workload identity pool.',
  },
  'only-with-built-in': {
    message: '{field} is set. With IAM authentication there is no password, and the user is derived from the IAM service account.',
    repair: 'Remove {field}, or set auth to "built-in".',
  },
} as const;

export const problem: ProblemFactory<typeof pulumiCodes> = problemFactory(pulumiCodes);
