import type { TokenPermission } from '../iam/impersonate';
import { ApiError, type ApiStatus } from './api-error';

/**
 * Refusals with the wording of Google's services. Where the wording is known it is from public reports of the same error;
 * where it is not, the comment says so.
 */

/** Source of the wording: reports of 401 from any Google API, e.g. https://github.com/googleapis/google-api-nodejs-client/issues/1816 */
export function unauthenticated(
  reason: 'CREDENTIALS_MISSING' | 'ACCESS_TOKEN_EXPIRED' | 'ACCESS_TOKEN_TYPE_UNSUPPORTED',
  service: string,
  method: string,
): ApiError {
  const message =
    reason === 'CREDENTIALS_MISSING'
      ? 'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.'
      : 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';
  return new ApiError('UNAUTHENTICATED', message, { reason, domain: 'googleapis.com', metadata: { service, method } });
}

/** Source of the wording: https://github.com/fluent/fluent-bit/issues/5410 */
export function insufficientScopes(service: string, method: string): ApiError {
  return new ApiError('PERMISSION_DENIED', 'Request had insufficient authentication scopes.', {
    reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
    domain: 'googleapis.com',
    metadata: { service, method },
  });
}

/** Source of the wording: https://github.com/google/kctf/issues/194; the titles of the APIs are those of the console. */
export function apiDisabled(service: string, projectNumber: string): ApiError {
  const title = service === 'alloydb.googleapis.com' ? 'AlloyDB API' : 'IAM Service Account Credentials API';
  const activationUrl = `https://console.developers.google.com/apis/api/${service}/overview?project=${projectNumber}`;
  const message = `${title} has not been used in project ${projectNumber} before or it is disabled. Enable it by visiting ${activationUrl} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;
  return new ApiError('PERMISSION_DENIED', message, {
    reason: 'SERVICE_DISABLED',
    domain: 'googleapis.com',
    metadata: { service, consumer: `projects/${projectNumber}`, activationUrl },
  });
}

/** Source of the wording: https://cloud.google.com/docs/quotas/troubleshoot and public reports of USER_PROJECT_DENIED. */
export function mayNotUseProject(service: string, project: string): ApiError {
  const message = `Caller does not have required permission to use project ${project}. Grant the caller the roles/serviceusage.serviceUsageConsumer role, or a custom role with the serviceusage.services.use permission, by visiting https://console.developers.google.com/iam-admin/iam/project?project=${project} and then retry. Propagation of the new permission may take a few minutes.`;
  return new ApiError('PERMISSION_DENIED', message, {
    reason: 'USER_PROJECT_DENIED',
    domain: 'googleapis.com',
    metadata: { service, consumer: `projects/${project}` },
  });
}

/** Source of the wording: public reports of IAM_PERMISSION_DENIED; that AlloyDB fills in the same metadata is an assumption. */
export function permissionDenied(service: string, permission: string, resource: string): ApiError {
  return new ApiError(
    'PERMISSION_DENIED',
    `Permission '${permission}' denied on resource '//${service}/${resource}' (or it may not exist).`,
    {
      reason: 'IAM_PERMISSION_DENIED',
      domain: service,
      metadata: { permission, resource },
    },
  );
}

/** Source of the wording: https://github.com/camunda/camunda/issues/31106 */
export function mayNotImpersonate(permission: TokenPermission): ApiError {
  return new ApiError('PERMISSION_DENIED', `Permission '${permission}' denied on resource (or it may not exist).`, {
    reason: 'IAM_PERMISSION_DENIED',
    domain: 'iam.googleapis.com',
    metadata: { permission },
  });
}

/** Source of the wording: public reports of Gaia id not found, e.g. https://github.com/GoogleCloudPlatform/cloud-sql-proxy/issues/866 */
export function unknownServiceAccount(email: string): ApiError {
  return new ApiError('NOT_FOUND', `Not found; Gaia id not found for email ${email}`);
}

/** The wording of the service is not known. */
export function notFound(resource: string): ApiError {
  return new ApiError('NOT_FOUND', `Resource '${resource}' was not found.`);
}

/** The wording of the service is not known. */
export function invalidArgument(message: string): ApiError {
  return new ApiError('INVALID_ARGUMENT', message);
}

const byHttpStatus: Readonly<Record<number, { readonly status: ApiStatus; readonly message: string }>> = {
  400: { status: 'INVALID_ARGUMENT', message: 'Request contains an invalid argument.' },
  401: { status: 'UNAUTHENTICATED', message: 'Request had invalid authentication credentials.' },
  403: { status: 'PERMISSION_DENIED', message: 'The caller does not have permission.' },
  404: { status: 'NOT_FOUND', message: 'Requested entity was not found.' },
  429: { status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded for quota metric.' },
  503: { status: 'UNAVAILABLE', message: 'The service is currently unavailable.' },
};

/** The answer of a fault. Source of the wording: the texts that Google's front gives where a service has none of its own. */
export function injectedError(httpStatus: number): ApiError {
  const { status, message } = byHttpStatus[httpStatus] ?? {
    status: 'UNAVAILABLE' as const,
    message: 'The service is currently unavailable.',
  };
  return new ApiError(status, message);
}
