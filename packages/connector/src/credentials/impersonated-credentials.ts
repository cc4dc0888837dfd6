import { connectorError } from '../errors/connector-error';
import type { ApiCaller } from '../google-api/api-caller';
import { accessToken } from './access-token';
import type { AccessTokenSource } from './access-token-source';

/** What a token of an impersonated account is asked for with. */
export interface Impersonation {
  /** Who impersonates. */
  readonly base: AccessTokenSource;
  /** From the first account to the one whose tokens are wanted. */
  readonly chain: readonly string[];
  readonly scope: string;
  /** The URL of the API that makes the tokens. */
  readonly endpoint: string;
}

/** A token is not used any more so long before its end, in milliseconds. */
const margin = 5 * 60_000;

/**
 * The tokens of an IAM service account that others may impersonate, each until shortly before its end.
 * Source: https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken
 */
export class ImpersonatedCredentials implements AccessTokenSource {
  readonly #impersonation: Impersonation;
  readonly #api: ApiCaller;
  #token: { readonly text: string; readonly expiresAt: number } | undefined;
  #asking: Promise<string> | undefined;

  constructor(impersonation: Impersonation, api: ApiCaller) {
    this.#impersonation = impersonation;
    this.#api = api;
  }

  /** The account whose tokens these are. */
  get targetPrincipal(): string {
    return this.#impersonation.chain.at(-1) ?? '';
  }

  getAccessToken(): Promise<string> {
    if (this.#token && this.#token.expiresAt - margin > this.#api.clock.now()) return Promise.resolve(this.#token.text);
    this.#asking ??= this.#api
      .inTime((signal) => this.#ask(signal))
      .finally(() => {
        this.#asking = undefined;
      });
    return this.#asking;
  }

  /** This token is not used again: it was withdrawn before its end. */
  forget(token: string): void {
    if (this.#token?.text === token) this.#token = undefined;
  }

  async #ask(signal: AbortSignal): Promise<string> {
    const { base, chain, scope, endpoint } = this.#impersonation;
    const name = (email: string): string => `projects/-/serviceAccounts/${email}`;
    const url = `${endpoint}/v1/${name(this.targetPrincipal)}:generateAccessToken`;
    const body = await this.#api.call(
      {
        api: 'IAM Service Account Credentials API',
        endpoint,
        url,
        method: 'POST',
        body: { scope: [scope], delegates: chain.slice(0, -1).map(name) },
        source: base,
        resource: this.targetPrincipal,
        project: projectOf(this.targetPrincipal),
      },
      await accessToken(base, signal),
      signal,
    );
    const { accessToken: text, expireTime } = body;
    if (typeof text !== 'string') throw connectorError('no-access-token', { reason: 'the answer of generateAccessToken holds none' });
    const expiresAt = typeof expireTime === 'string' ? Date.parse(expireTime) : Number.NaN;
    this.#token = { text, expiresAt: Number.isFinite(expiresAt) ? expiresAt : 0 };
    return text;
  }
}

function projectOf(email: string): string {
  return /@([^.]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ?? 'PROJECT';
}
