import { type ConnectorError, connectorError } from '../errors/connector-error';
import { plainCause } from '../errors/plain-cause';
import { reasonOf } from '../errors/quote';
import { untilAborted } from '../until-aborted';
import { isTimeoutError } from '../within-time';
import type { AccessTokenAnswer, AccessTokenSource } from './access-token-source';

/**
 * A token of a source that somebody else wrote, and which may do anything.
 *
 * @throws ConnectorError `no-access-token`, or one that the source threw itself; the reason of `signal` if that comes first
 */
export async function accessToken(source: AccessTokenSource, signal: AbortSignal): Promise<string> {
  // In a function, so that a source that throws at once rejects too, and so does an answer that throws when it is read.
  const asked = (async () => textOf(await source.getAccessToken()))();
  const token = await untilAborted(asked, signal).catch((error: unknown) => {
    if (signal.aborted)
      throw isTimeoutError(error) ? connectorError('no-access-token', { reason: 'getAccessToken() did not answer in time' }) : error;
    throw isOwnError(error) ? error : connectorError('no-access-token', { reason: reasonOf(error) }, { cause: plainCause(error) });
  });
  if (token === undefined || token === '') throw connectorError('no-access-token', { reason: 'getAccessToken() answered without one' });
  // It goes into a header of HTTP. What it is stays out of the message.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw connectorError('no-access-token', { reason: 'getAccessToken() answered with text that is no token' });
  return token;
}

function textOf(answer: AccessTokenAnswer): string | undefined {
  const token: unknown = typeof answer === 'object' && answer !== null ? answer.token : answer;
  return typeof token === 'string' ? token : undefined;
}

function isOwnError(error: unknown): error is ConnectorError {
  return error instanceof Error && error.name === 'ConnectorError';
}
