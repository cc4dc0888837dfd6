import { get } from 'node:http';
import type { AccessTokenSource } from '@alloydb-gke/connector';

/** So long before its end a token is not used any more, in milliseconds, as in Go's library. */
const margin = 4 * 60_000;

/**
 * Tokens of one scope from the metadata server, asked for as Go's library does. That of Node looks for another way first, for
 * seconds, in a network that has nothing but this.
 */
export class MetadataToken implements AccessTokenSource {
  readonly #url: string;
  #token: { readonly text: string; readonly expiresAt: number } | undefined;

  constructor(scope: string, host: string = process.env['GCE_METADATA_HOST'] ?? '169.254.169.254') {
    this.#url = `http://${host}/computeMetadata/v1/instance/service-accounts/default/token?scopes=${encodeURIComponent(scope)}`;
  }

  async getAccessToken(): Promise<string> {
    if (this.#token && this.#token.expiresAt - margin > Date.now()) return this.#token.text;
    const { status, text } = await answerOf(this.#url);
    if (status !== 200) throw new Error(`the metadata server answers ${status}: ${text.trim()}`);
    const { access_token: token, expires_in: seconds } = JSON.parse(text) as { access_token: string; expires_in: number };
    this.#token = { text: token, expiresAt: Date.now() + seconds * 1000 };
    return token;
  }
}

function answerOf(url: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'metadata-flavor': 'Google' }, agent: false, timeout: 10_000 }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    })
      .on('timeout', function (this: { destroy(error: Error): void }) {
        this.destroy(new Error('the metadata server does not answer'));
      })
      .on('error', reject);
  });
}
