import type { AccessToken } from '../iam/access-tokens';
import { explainRefusal } from '../iam/explain-refusal';
import type { EmulatorContext } from '../service';
import { apiDisabled, mayNotUseProject, permissionDenied } from './api-errors';

/** The permission to use an API on the quota of a project. */
export const useServices = 'serviceusage.services.use';

/** What a call of the Admin API asks for. */
export interface RequestedAccess {
  readonly service: string;
  readonly permission: string;
  readonly project: string;
  /** The name of what is asked for, for the refusal. */
  readonly resource: string;
}

/**
 * Checks that the API is enabled and that the caller may do what it asks for, in the order in which Google's front does:
 * API, quota project, permission.
 *
 * @throws ApiError with the first refusal; the log has all of them
 */
export function authorise(token: AccessToken, requested: RequestedAccess, context: EmulatorContext): void {
  const { service, permission, project, resource } = requested;
  requireApi(service, project, context);
  const { principal } = token;
  // All at once into the log: one refusal hides the next from the client.
  const refused = [useServices, permission].flatMap((one) => {
    const decision = context.access.decide(principal, one, { project });
    return decision.granted ? [] : [decision];
  });
  const [first] = refused;
  if (first === undefined) return;
  explainRefusal({ subject: resource, principal, decisions: refused }, context);
  throw first.permission === useServices ? mayNotUseProject(service, project) : permissionDenied(service, permission, resource);
}

/** @throws ApiError if the API is not enabled in the project */
export function requireApi(api: string, project: string, { access, log }: EmulatorContext): void {
  if (!access.project(project)?.disabledApis.has(api)) return;
  log.record('api-disabled', api, { api, project });
  throw apiDisabled(api, access.projectNumber(project));
}
