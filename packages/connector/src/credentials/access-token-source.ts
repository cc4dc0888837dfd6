/**
 * Gives access tokens, a fresh one whenever it is asked: `GoogleAuth` and every client of google-auth-library, or an object of
 * your own. It keeps its tokens itself.
 *
 * @example
 * const auth = { getAccessToken: async () => (await myVault.token()).value };
 */
export interface AccessTokenSource {
  /** The token, or an object that holds it. */
  getAccessToken(): Promise<AccessTokenAnswer>;
}

/** A token as google-auth-library gives it: the text, or an object with it. */
export type AccessTokenAnswer = string | null | undefined | { readonly token?: string | null | undefined };
