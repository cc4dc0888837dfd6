import { type Clock, pause } from '../clock';
import { ConnectorError, connectorError } from '../errors/connector-error';
import { plainCause } from '../errors/plain-cause';
import { countedTries, reasonOf } from '../errors/quote';
import { isTimeoutError, withinTime } from '../within-time';
import type { ApiRequest } from './api-request';
import { explainRefusal } from './explain-refusal';
import { type HttpAnswer, httpRequest } from './http-request';
import type { ApiConnections } from './open-connection';
import { retryDelay, tries } from './retry-delay';

/** How an API is called. */
export interface ApiCallerOptions {
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly userAgent: string;
  /** How long a call may take with all its tries, in milliseconds. */
  readonly timeout: number;
  readonly connections: ApiConnections;
  /** Is aborted when the connector closes. */
  readonly closing: AbortSignal;
}

/** A try that failed in a way that may pass. */
interface Failed {
  readonly error: (tries: number) => Promise<ConnectorError> | ConnectorError;
  readonly retryAfter: string | undefined;
}

/** The longest that one try waits for its answer, in milliseconds. */
const longestTry = 15_000;

/** Calls Google's APIs: again where that may help, and with an explanation where it does not. */
export class ApiCaller {
  readonly clock: Clock;
  readonly #options: ApiCallerOptions;

  constructor(options: ApiCallerOptions) {
    this.clock = options.clock;
    this.#options = options;
  }

  /** Runs `use` with a signal that is aborted when it has taken too long, or when the connector closes. */
  inTime<Result>(use: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    return withinTime(this.#options.timeout, this.#options.closing, use);
  }

  /**
   * Calls a method and gives its answer, an object of JSON.
   *
   * @throws ConnectorError of the kind `refresh`; the reason of `signal` if that is aborted before there was any answer
   */
  async call(request: ApiRequest, token: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    for (let tried = 1; ; tried += 1) {
      const outcome = await this.#try(request, token, signal);
      if ('answer' in outcome) return outcome.answer;
      const { clock, random } = this.#options;
      const delay = retryDelay(tried, outcome.retryAfter, random(), clock.now());
      if (tried === tries || signal.aborted) throw await outcome.error(tried);
      // Aborted while it waits: what the server said tells more than that the time is over.
      const waited = await pause(delay, clock, signal).then(
        () => true,
        () => false,
      );
      if (!waited) throw isTimeoutError(signal.reason) ? await outcome.error(tried) : signal.reason;
    }
  }

  async #try(
    request: ApiRequest,
    token: string,
    signal: AbortSignal,
  ): Promise<{ readonly answer: Readonly<Record<string, unknown>> } | Failed> {
    let answer: HttpAnswer;
    try {
      answer = await withinTime(longestTry, signal, (ending) => httpRequest(this.#http(request, token), this.#options.connections, ending));
    } catch (error) {
      if (signal.aborted && !isTimeoutError(signal.reason)) throw signal.reason;
      if (error instanceof ConnectorError) throw error;
      return { error: (count) => notReached(request, error, count), retryAfter: undefined };
    }
    if (answer.status === 200) return { answer: readObject(request, answer.text) };
    const explain = (count: number): Promise<ConnectorError> => explainRefusal(request, withoutToken(answer, token), count, signal);
    if (answer.status !== 429 && answer.status < 500) throw await explain(1);
    return { error: explain, retryAfter: answer.headers['retry-after'] };
  }

  #http({ url, method, headers, body }: ApiRequest, token: string): Parameters<typeof httpRequest>[0] {
    return {
      url,
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': this.#options.userAgent,
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    };
  }
}

/** A server may repeat what it was sent. */
function withoutToken(answer: HttpAnswer, token: string): HttpAnswer {
  return { ...answer, text: answer.text.replaceAll(token, '…') };
}

function notReached({ api, endpoint, instanceUri }: ApiRequest, error: unknown, count: number): ConnectorError {
  const reason = isTimeoutError(error) ? 'it did not answer in time' : reasonOf(error);
  return connectorError(
    'admin-api-not-reached',
    { api, endpoint, tries: countedTries(count), reason },
    { instanceUri, cause: plainCause(error) },
  );
}

function readObject({ api, endpoint, instanceUri }: ApiRequest, text: string): Readonly<Record<string, unknown>> {
  let reason = 'it is not an object of JSON';
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  } catch {
    reason = 'it is not JSON';
  }
  throw connectorError('admin-api-answer-unreadable', { api, endpoint, reason }, { instanceUri });
}
