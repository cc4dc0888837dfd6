import type { AccessTokenSource } from '../credentials/access-token-source';

/** A call of a Google API, and what its refusals are explained with. */
export interface ApiRequest {
  /** The name of the API, for sentences. */
  readonly api: string;
  /** The URL of the API without path, for sentences. */
  readonly endpoint: string;
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Whose token goes with it: whom a refusal names. */
  readonly source: AccessTokenSource;
  /** What it is about: an instance URI, a cluster, the e-mail of an account. */
  readonly resource: string;
  /** The project of that. */
  readonly project: string;
  /** The instance that is meant in the end. */
  readonly instanceUri?: string;
}
