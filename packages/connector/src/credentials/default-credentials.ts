import { connectorError } from '../errors/connector-error';
import { reasonOf } from '../errors/quote';
import type { AccessTokenSource } from './access-token-source';

/** The part of google-auth-library that is used. It has been the same since its version 5. */
interface GoogleAuthLibrary {
  readonly GoogleAuth: new (options: object) => AccessTokenSource;
}

/** The application default credentials, which google-auth-library finds. It is loaded when a token is first needed. */
export class DefaultCredentials implements AccessTokenSource {
  readonly #options: object;
  readonly #load: () => unknown;
  #auth: AccessTokenSource | undefined;

  constructor(scope: string, universeDomain: string, load: () => unknown = loadGoogleAuthLibrary) {
    this.#options = { scopes: [scope], ...(universeDomain !== 'googleapis.com' && { clientOptions: { universeDomain } }) };
    this.#load = load;
  }

  /** @throws ConnectorError `auth-library-missing` */
  async getAccessToken(): ReturnType<AccessTokenSource['getAccessToken']> {
    return this.auth().getAccessToken();
  }

  /**
   * The `GoogleAuth` beneath.
   *
   * @throws ConnectorError `auth-library-missing`
   */
  auth(): AccessTokenSource {
    this.#auth ??= this.#make();
    return this.#auth;
  }

  #make(): AccessTokenSource {
    const library = this.#library();
    if (typeof library !== 'object' || library === null || !('GoogleAuth' in library)) {
      throw connectorError('auth-library-missing', { reason: 'what is installed has no GoogleAuth' });
    }
    const { GoogleAuth } = library as GoogleAuthLibrary;
    return new GoogleAuth(this.#options);
  }

  #library(): unknown {
    try {
      return this.#load();
    } catch (error) {
      const [reason = ''] = reasonOf(error).split(' Require stack');
      throw connectorError('auth-library-missing', { reason }, { cause: error });
    }
  }
}

function loadGoogleAuthLibrary(): unknown {
  return require('google-auth-library');
}
