import { untilAborted } from '../until-aborted';
import { withinTime } from '../within-time';
import type { AccessTokenSource } from './access-token-source';
import { DefaultCredentials } from './default-credentials';

/** How long the search for a name may take. It is for a sentence only. */
const longestSearch = 2000;

/** The e-mail of whoever the credentials belong to, as far as they say it. Never fails. */
export async function principalOf(source: AccessTokenSource, signal: AbortSignal): Promise<string | undefined> {
  try {
    const told = source instanceof DefaultCredentials ? source.auth() : source;
    return known(told) ?? (await asked(told, signal));
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
async function asked(source: AccessTokenSource, signal: AbortSignal): Promise<string | undefined> {
  const { getCredentials } = source as { readonly getCredentials?: unknown };
  if (typeof getCredentials !== 'function') return undefined;
  const search = (async (): Promise<unknown> => getCredentials.call(source))();
  const found = await withinTime(longestSearch, signal, (ending) => untilAborted(search, ending));
  const email: unknown = typeof found === 'object' && found !== null && 'client_email' in found ? found.client_email : undefined;
  return typeof email === 'string' ? email : undefined;
}
