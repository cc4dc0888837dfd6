import type { RequestListener } from 'node:http';
import { invalidArgument, notFound } from '../google-api/api-errors';
import { authenticate } from '../google-api/authenticate';
import { type JsonRequest, jsonEndpoint } from '../google-api/json-endpoint';
import { getOpenIdToken } from '../iam/impersonate';
import type { EmulatorContext } from '../service';
import { generateToken } from './generate-token';
import { identityToken } from './identity-token';
import { requireActAs, tokenApi } from './require-act-as';

/**
 * The longest life of a token in seconds, and the one where none is asked for. That the service answers 400 to a longer one,
 * which takes an exception by policy of the organization, to 0 and to what is no duration is an assumption.
 * Source: https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken
 */
const longestLife = 3600;

/** `iamcredentials.googleapis.com`: generateAccessToken and generateIdToken. */
export function tokenEndpoint(context: EmulatorContext): RequestListener {
  return jsonEndpoint(async (request) => {
    const [, target, method] =
      /^v1\/projects\/[^/]+\/serviceAccounts\/([^/:]+):(generateAccessToken|generateIdToken)$/.exec(request.path) ?? [];
    if (request.method !== 'POST' || target === undefined || method === undefined) throw notFound(request.path);
    const { principal } = authenticate({ service: tokenApi, method, authorization: request.authorization }, context);
    const delegates = texts(request, 'delegates').map((name) => name.replace(/^projects\/[^/]+\/serviceAccounts\//, ''));
    const actAs = { caller: principal, delegates, target };
    if (method === 'generateIdToken') {
      const audience = audienceOf(request);
      requireActAs(actAs, getOpenIdToken, context);
      return { body: { token: identityToken(target, audience, context.clock.now()) } };
    }
    const token = generateToken({ ...actAs, scopes: texts(request, 'scope'), lifetimeSeconds: lifetime(request) }, context);
    return { body: { accessToken: token.text, expireTime: new Date(token.expiresAt).toISOString() } };
  });
}

function texts({ body }: JsonRequest, field: string): readonly string[] {
  const value = body[field];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function lifetime({ body }: JsonRequest): number {
  const wanted = body['lifetime'];
  if (wanted === undefined || wanted === null) return longestLife;
  // A duration in JSON: https://protobuf.dev/reference/protobuf/google.protobuf/#duration
  const [, seconds] = typeof wanted === 'string' ? (/^(\d+(?:\.\d{1,9})?)s$/.exec(wanted) ?? []) : [];
  const life = Number(seconds);
  if (!(life > 0 && life <= longestLife)) throw invalidArgument(`The lifetime must be a duration of at most ${longestLife}s.`);
  return life;
}

/** Source: audience is required in https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateIdToken */
function audienceOf({ body }: JsonRequest): string {
  const { audience } = body;
  if (typeof audience !== 'string' || audience === '') throw invalidArgument('Audience required.');
  return audience;
}
