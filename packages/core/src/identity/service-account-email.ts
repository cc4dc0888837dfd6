/**
 * The e-mail of an IAM service account: a user-made one or a service agent (`NAME@PROJECT.iam.gserviceaccount.com`), or one
 * that Google made for a product (`NUMBER-compute@developer.gserviceaccount.com`, `PROJECT@appspot.gserviceaccount.com`).
 * Source: https://cloud.google.com/iam/docs/service-account-types
 */
export const serviceAccountEmailPattern: RegExp =
  /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?@[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*\.iam|[0-9]+(-[a-z0-9]+)?@(developer|cloudservices|cloudbuild)|[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*@appspot)\.gserviceaccount\.com$/;

const suffix = '.gserviceaccount.com';

/** Whether `value` is the e-mail of an IAM service account. */
export function isServiceAccountEmail(value: string): boolean {
  return serviceAccountEmailPattern.test(value);
}

/**
 * The e-mail of the service account `id` in `project`. A project scoped to a domain (`example.com:my-project`) is
 * written the other way round in e-mails: `id@my-project.example.com.iam.gserviceaccount.com`.
 */
export function serviceAccountEmail(id: string, project: string): string {
  const [domain, name] = project.includes(':') ? project.split(':') : [undefined, project];
  return `${id}@${name}${domain ? `.${domain}` : ''}.iam${suffix}`;
}

/** The project that owns the service account `NAME@PROJECT.iam.gserviceaccount.com`, or undefined for one that Google made. */
export function serviceAccountProject(email: string): string | undefined {
  const [, host = ''] = email.split('@');
  if (!host.endsWith(`.iam${suffix}`)) return undefined;
  const [name = '', ...domain] = host.slice(0, -`.iam${suffix}`.length).split('.');
  return domain.length > 0 ? `${domain.join('.')}:${name}` : name;
}

/**
 * The name of the IAM database user of a service account: its e-mail without `.gserviceaccount.com`.
 * Source: https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth
 */
export function iamDatabaseUser(email: string): string {
  return email.endsWith(suffix) ? email.slice(0, -suffix.length) : email;
}
