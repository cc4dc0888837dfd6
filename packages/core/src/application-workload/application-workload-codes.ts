import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can be wrong with what is said of an application. */
export const applicationWorkloadCodes = {
  'application-name': {
    message: '{value} cannot be the name of the application: it is the name of the Deployment and the value of a label.',
    repair: 'Use 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
  },
  'application-image': {
    message: '{value} does not say which version of the application runs.',
    repair: 'Write an image with a tag that stays, or a digest, or set allowMovingTag to true if a moving tag is what you want.',
  },
  'application-field': {
    message: '"{target}" sets the field "{field}", which {reason}.',
    repair: '{repair}',
  },
  'application-proxy': {
    message: '"proxy" sets {field}, which the application has already.',
    repair: 'Set {field} of the application.',
  },
  'application-variable-name': {
    message: '{value} cannot be the name of a variable.',
    repair: 'Use letters, digits, "_", "-" and ".", without a digit at the start.',
  },
  'application-variable-text': {
    message: 'The value of the variable "{name}" is not text.',
    repair: 'Put text here. A variable that comes from a Secret or a ConfigMap belongs in container.env, with valueFrom.',
  },
  'application-variable': {
    message: 'This is not a variable of a container.',
    repair: 'Write { name: "…", value: "…" } or { name: "…", valueFrom: { … } }.',
  },
  'application-port': {
    message: 'This is not a port of a container.',
    repair: 'Write { containerPort: … } with a number from 1 to 65535.',
  },
} as const;

export const problem: ProblemFactory<typeof applicationWorkloadCodes> = problemFactory(applicationWorkloadCodes);
