import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can be wrong with the fields of an object, whatever it is. */
export const inputCodes = {
  'not-an-object': { message: '{value} is not an object.', repair: 'Write an object with the fields {fields}.' },
  'unknown-field': { message: 'There is no field {field} here.', repair: '{suggestion}' },
  'missing-field': { message: 'The field "{field}" is missing.', repair: 'Set "{field}", {meaning}.' },
  'wrong-type': { message: '{value} is not {wanted}.', repair: 'Put {wanted} here.' },
  'not-one-of': { message: '{value} is not a value that this field can have.', repair: 'Use {choices}.' },
} as const;

export const problem: ProblemFactory<typeof inputCodes> = problemFactory(inputCodes);
