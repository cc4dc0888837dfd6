import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can be wrong with what is said of a NetworkPolicy. */
export const networkEgressCodes = {
  'egress-name': {
    message: '{value} cannot be the name of a NetworkPolicy.',
    repair: 'Use lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit.',
  },
  'egress-pod-labels-empty': {
    message: 'No label says which pods are meant, and an empty selector means every pod of the namespace.',
    repair: "Name a label of the workload's pods, as in { app: 'orders' }.",
  },
  'egress-ranges-empty': {
    message: 'No range says where the instances are.',
    repair:
      'Name the range of private services access ("10.20.0.0/16"), or the address of each endpoint of Private Service Connect ("10.0.0.5/32").',
  },
  'egress-range': {
    message: '{value} is not a range of addresses.',
    repair: 'Write it as in "10.20.0.0/16". A single address is "10.0.0.5/32".',
  },
} as const;

export const problem: ProblemFactory<typeof networkEgressCodes> = problemFactory(networkEgressCodes);
