import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can be wrong with labels and annotations. */
export const kubernetesCodes = {
  'label-name': {
    message: '{value} cannot be the name of a label or an annotation.',
    repair:
      'Use 1 to 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit. A DNS name with a "/" may stand before it: "acme.dev/team".',
  },
  'label-value': {
    message: '{value} cannot be the value of a label.',
    repair: 'Use at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit.',
  },
} as const;

export const problem: ProblemFactory<typeof kubernetesCodes> = problemFactory(kubernetesCodes);
