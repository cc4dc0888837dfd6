import type { ErrorObject } from 'ajv';
import { below, type Complain } from './complaint';
import { customResourceErrors } from './custom-resource-schemas';

/** Judges an object of one of Config Connector's kinds; false when the kind is not among them. */
export function checkCustomResource(object: { readonly apiVersion: string; readonly kind: string }, complain: Complain): boolean {
  const errors = customResourceErrors(object.apiVersion, object.kind, object);
  for (const error of errors ?? []) complainOf(error, complain);
  return errors !== undefined;
}

function complainOf({ instancePath, keyword, params, message = keyword }: ErrorObject, complain: Complain): void {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((place, part) => below(place, /^\d+$/.test(part) ? Number(part) : part), '');
  if (keyword === 'additionalProperties') return complain(below(path, String(params['additionalProperty'])), 'unknown field');
  if (keyword === 'required') return complain(below(path, String(params['missingProperty'])), 'required');
  complain(path, message);
}
