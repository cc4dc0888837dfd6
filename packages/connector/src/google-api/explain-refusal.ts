import { principalOf } from '../credentials/principal';
import type { ConnectorErrorKind } from '../errors/connector-codes';
import { type ConnectorError, connectorError } from '../errors/connector-error';
import { countedTries, foreignReason } from '../errors/quote';
import type { ApiRequest } from './api-request';
import { type GoogleError, readGoogleError } from './google-error';
import type { HttpAnswer } from './http-request';
import { grantCommand, permissionRoles } from './permission-role-table';

/** What an answer other than 200 means, and what to do. */
export async function explainRefusal(
  request: ApiRequest,
  { status, text: body }: HttpAnswer,
  tries: number,
  signal: AbortSignal,
): Promise<ConnectorError> {
  const { api, project, instanceUri, resource } = request;
  const error = readGoogleError(body);
  const text = foreignReason(error.message);
  const about = { instanceUri };
  switch (status) {
    case 401:
      return connectorError('token-not-accepted', { api, text }, about);
    case 403:
      return explainForbidden(request, error, signal);
    case 404:
      return connectorError('instance-not-found', { instanceUri: instanceUri ?? resource, text, command: listCommand(request) }, about);
    case 429:
      return connectorError('admin-api-quota-used-up', { api, project, text }, about);
    default:
      if (status >= 500) return connectorError('admin-api-failing', { api, tries: countedTries(tries), status, text }, about);
      return connectorError('admin-api-request-refused', { api, status, text }, about);
  }
}

/** Source of the reasons: https://cloud.google.com/apis/design/errors, and google/api/error_reason.proto */
async function explainForbidden(request: ApiRequest, error: GoogleError, signal: AbortSignal): Promise<ConnectorError> {
  const { api, project, instanceUri, source } = request;
  const about = { instanceUri };
  if (error.reason === 'SERVICE_DISABLED' || /has not been used in project .* or it is disabled/.test(error.message)) {
    return connectorError('api-not-enabled', { api: serviceOf(request, error), project }, about);
  }
  if (error.reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' || /insufficient authentication scopes/.test(error.message)) {
    return connectorError('token-scope-too-small', { api }, about);
  }
  const missing = await explainMissingRole(permissionOf(error), request, signal);
  if (missing) return missing;
  const principal = (await principalOf(source, signal)) ?? 'the identity of the credentials';
  return connectorError('access-refused', { api, principal, project, text: foreignReason(error.message) }, about);
}

/** What a permission was refused for. */
export type RefusedAccess = Pick<ApiRequest, 'source' | 'project' | 'resource' | 'instanceUri'> & { readonly kind?: ConnectorErrorKind };

/** Which role is missing, on whom; undefined where the permission is none that the connector needs. */
export async function explainMissingRole(
  permission: string | undefined,
  access: RefusedAccess,
  signal: AbortSignal,
): Promise<ConnectorError | undefined> {
  const { source, project, instanceUri, kind } = access;
  const row = permissionRoles.find((one) => one.permission === permission);
  if (row === undefined || permission === undefined) return undefined;
  const email = await principalOf(source, signal);
  const command = grantCommand(row, row.on === 'project' ? project : access.resource, memberOf(email));
  const resource = row.on === 'project' ? `the project ${project}` : access.resource;
  const principal = email ?? 'The identity of the credentials';
  return connectorError(
    'role-missing',
    { principal, permission, resource, role: row.role, command },
    { instanceUri, ...(kind && { kind }) },
  );
}

function permissionOf({ message, reason, metadata }: GoogleError): string | undefined {
  if (reason === 'USER_PROJECT_DENIED') return 'serviceusage.services.use';
  const { permission } = metadata;
  if (typeof permission === 'string') return permission;
  return refusedPermission(message);
}

/** The permission that a refusal names in its text. */
export function refusedPermission(message: string): string | undefined {
  return /permission '([\w.]+)' denied/i.exec(message)?.[1] ?? /\b(serviceusage\.services\.use)\b/.exec(message)?.[1];
}

/** The member of IAM, quoted for a shell. Whoever the credentials do not name has to be put in by hand. */
function memberOf(email: string | undefined): string {
  if (email === undefined) return 'MEMBER';
  return `'${email.endsWith('.gserviceaccount.com') ? 'serviceAccount' : 'user'}:${email.replaceAll("'", '')}'`;
}

function serviceOf({ api }: ApiRequest, { metadata }: GoogleError): string {
  const { service } = metadata;
  if (typeof service === 'string') return service;
  return api.startsWith('IAM') ? 'iamcredentials.googleapis.com' : 'alloydb.googleapis.com';
}

function listCommand({ instanceUri, project, resource }: ApiRequest): string {
  const [, location, cluster] = /\/locations\/([^/]+)\/clusters\/([^/]+)/.exec(instanceUri ?? '') ?? [];
  if (location === undefined) return `gcloud iam service-accounts describe ${resource}`;
  return `gcloud alloydb instances list --project=${project} --region=${location} --cluster=${cluster} --format='value(name)'`;
}
