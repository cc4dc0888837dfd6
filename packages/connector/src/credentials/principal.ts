import type { AccessTokenSource } from './access-token-source';
import { DefaultCredentials } from './default-credentials';

/** How long the search for a name may take. It is for a sentence only. */
const longestSearch = 2000;

/** The e-mail of whoever the credentials belong to, as far as they say it. Never fails. */
export async function principalOf(source: AccessTokenSource): Promise<string | undefined> {
  try {
    const told = source instanceof DefaultCredentials ? source.auth() : source;
    return known(told) ?? (await asked(told));
  } catch {
    return undefined;
  }
}

/** The names that clients of google-auth-library carry: `JWT`, and `Impersonated`. */
function known(source: object): string | undefined {
  const fields: Readonly<Record<string, unknown>> = { ...source };
  return [fields['targetPrincipal'], fields['email']].find((value) => typeof value === 'string' && value.includes('@')) as
    | string
    | undefined;
}

/** What `GoogleAuth` finds out. */
async function asked(source: AccessTokenSource): Promise<string | undefined> {
  const { getCredentials } = source as { readonly getCredentials?: unknown };
  if (typeof getCredentials !== 'function') return undefined;
  const found: unknown = await Promise.race([
    getCredentials.call(source),
    new Promise((resolve) => setTimeout(resolve, longestSearch).unref()),
  ]);
  const email: unknown = typeof found === 'object' && found !== null && 'client_email' in found ? found.client_email : undefined;
  return typeof email === 'string' ? email : undefined;
}
