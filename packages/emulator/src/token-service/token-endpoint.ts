import type { RequestListener } from 'node:http';
import { notFound } from '../google-api/api-errors';
import { authenticate } from '../google-api/authenticate';
import { type JsonRequest, jsonEndpoint } from '../google-api/json-endpoint';
import type { EmulatorContext } from '../service';
import { generateToken, tokenApi } from './generate-token';
import { identityToken } from './identity-token';

/** The longest life of a token without an exception by policy, in seconds. Source: generateAccessToken in the IAM reference */
const longestLife = 3600;

/** `iamcredentials.googleapis.com`: generateAccessToken and generateIdToken. */
export function tokenEndpoint(context: EmulatorContext): RequestListener {
  return jsonEndpoint(async (request) => {
    const [, target, method] =
      /^v1\/projects\/[^/]+\/serviceAccounts\/([^/:]+):(generateAccessToken|generateIdToken)$/.exec(request.path) ?? [];
    if (request.method !== 'POST' || target === undefined || method === undefined) throw notFound(request.path);
    const { principal } = authenticate({ service: tokenApi, method, authorization: request.authorization }, context);
    const scopes = method === 'generateIdToken' ? ['openid'] : texts(request, 'scope');
    const delegates = texts(request, 'delegates').map((name) => name.replace(/^projects\/[^/]+\/serviceAccounts\//, ''));
    const token = generateToken({ caller: principal, delegates, target, scopes, lifetimeSeconds: lifetime(request) }, context);
    if (method === 'generateIdToken')
      return { body: { token: identityToken(target, String(request.body['audience'] ?? ''), context.clock.now()) } };
    return { body: { accessToken: token.text, expireTime: new Date(token.expiresAt).toISOString() } };
  });
}

function texts({ body }: JsonRequest, field: string): readonly string[] {
  const value = body[field];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function lifetime({ body }: JsonRequest): number {
  const [, seconds] = /^(\d+)(?:\.\d+)?s$/.exec(String(body['lifetime'] ?? '')) ?? [];
  return seconds === undefined ? longestLife : Math.min(longestLife, Number(seconds));
}
