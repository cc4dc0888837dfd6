import type { TLSSocket } from 'node:tls';
import { type Clock, holdProcess } from '../clock';
import type { AuthType, IpType } from '../connection-options';
import type { Credentials } from '../credentials/credentials';
import { publish } from '../diagnostics/publish';
import { ConnectorError, connectorError } from '../errors/connector-error';
import { foreignReason } from '../errors/quote';
import { explainMissingRole, refusedPermission } from '../google-api/explain-refusal';
import type { InstanceUri } from '../instance-uri/instance-uri';
import type { OwnSockets } from '../own-sockets';
import type { ConnectionInfo } from '../refresh/connection-info';
import type { InstanceRefresh } from '../refresh/instance-refresh';
import { untilAborted } from '../until-aborted';
import { withinTime } from '../within-time';
import { DialFailure } from './dial-failure';
import { type DialStep, dialSteps } from './dial-steps';
import { explainDialFailure } from './explain-dial-failure';
import { exchangeMetadata } from './metadata-exchange';
import type { OpenConnections } from './open-connections';
import { dialTls } from './tls-dial';

/** Which instance is dialled, and how: read and complete. */
export interface DialTarget {
  readonly uri: InstanceUri;
  readonly ipType: IpType;
  readonly authType: AuthType;
}

/** A dial under way. */
export interface Dial {
  readonly socket: Promise<TLSSocket>;
  /** Ends it, for nobody waits for it any more. Its promise is rejected with `dial-abandoned`. */
  abandon(cause?: Error): void;
}

/** What a dialer is made with. */
export interface DialerParts {
  readonly refreshOf: (uri: InstanceUri) => InstanceRefresh;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** What the connector is called in the metadata exchange. */
  readonly userAgent: string;
  /** For each step, in milliseconds. */
  readonly timeout: number;
  readonly connections: OpenConnections;
  readonly sockets: OwnSockets;
  /** Is aborted when the connector closes, with its reason. */
  readonly closing: AbortSignal;
}

/** A target, and how far the dial is. */
interface DialUnderWay extends DialTarget {
  step: DialStep;
}

/** One way to an instance. */
interface Way {
  readonly address: string;
  readonly target: DialUnderWay;
  readonly info: ConnectionInfo;
  /** The login token, on its way. */
  readonly token: Promise<string>;
}

/** Makes connections to instances, ready for the first byte of PostgreSQL. */
export class Dialer {
  readonly #parts: DialerParts;
  readonly #underWay = new Set<AbortController>();

  constructor(parts: DialerParts) {
    this.#parts = parts;
    parts.closing.addEventListener('abort', () => {
      for (const controller of this.#underWay) controller.abort(parts.closing.reason);
    });
  }

  /** Begins to connect. */
  dial(target: DialTarget): Dial {
    const controller = new AbortController();
    if (this.#parts.closing.aborted) controller.abort(this.#parts.closing.reason);
    this.#underWay.add(controller);
    const underWay: DialUnderWay = { ...target, step: 'refresh' };
    const socket = this.#measured(underWay, controller.signal).finally(() => {
      this.#underWay.delete(controller);
      // What is still on its way after a failure has no purpose any more.
      controller.abort(connectorError('connector-closed', {}));
    });
    return { socket, abandon: (cause) => controller.abort(abandoned(underWay, cause)) };
  }

  async #measured(target: DialUnderWay, signal: AbortSignal): Promise<TLSSocket> {
    const { uri, ipType, authType } = target;
    const began = performance.now();
    // What it waits for may be a timer that holds nothing, for a refresh goes on when its dials are gone.
    const letGo = holdProcess();
    const ended = (error: unknown): void =>
      publish('dial', {
        instanceUri: uri.text,
        ipType,
        authType,
        milliseconds: performance.now() - began,
        error: error instanceof ConnectorError ? error.code : undefined,
        step: error === undefined ? undefined : target.step,
      });
    try {
      const socket = await this.#dial(target, signal);
      if (signal.aborted) {
        socket.destroy();
        throw signal.reason;
      }
      ended(undefined);
      this.#parts.connections.add(socket, uri.text);
      return socket;
    } catch (error) {
      ended(error);
      throw error;
    } finally {
      letGo();
    }
  }

  async #dial(target: DialUnderWay, signal: AbortSignal): Promise<TLSSocket> {
    signal.throwIfAborted();
    const { credentials, timeout } = this.#parts;
    const refresh = this.#parts.refreshOf(target.uri);
    const refreshed = refresh.get();
    // With the refresh, not behind it. That it fails is seen where it is needed.
    const token = withinTime(timeout, signal, (ending) => credentials.loginToken(ending));
    token.catch(() => {});
    const info = await untilAborted(refreshed, signal);
    const address = this.#address(target, info, refresh);
    try {
      return await this.#open({ address, target, info, token }, signal);
    } catch (error) {
      if (!(error instanceof DialFailure)) throw error;
      target.step = 'refresh';
      // Where nobody waits for it any more, what was wrong tells more than that somebody gave up.
      const newer = await untilAborted(newInfo(error, info, refresh), signal).catch(() => {
        this.#parts.closing.throwIfAborted();
        return undefined;
      });
      if (newer) return await this.#again({ target, info: newer, token }, refresh, signal);
      target.step = error.step;
      throw explainDialFailure(error, target.uri, address, this.#parts.clock.now());
    }
  }

  /** Certificates were renewed at the other end, or the address was: once more with what is right now. */
  async #again(way: Omit<Way, 'address'>, refresh: InstanceRefresh, signal: AbortSignal): Promise<TLSSocket> {
    const { target, info } = way;
    const address = this.#address(target, info, refresh);
    try {
      return await this.#open({ ...way, address }, signal);
    } catch (error) {
      if (!(error instanceof DialFailure)) throw error;
      throw explainDialFailure(error, target.uri, address, this.#parts.clock.now());
    }
  }

  #address({ uri, ipType }: DialTarget, info: ConnectionInfo, refresh: InstanceRefresh): string {
    const address = info.addresses[ipType];
    if (address !== undefined) return address;
    refresh.renew(info);
    const present = Object.keys(info.addresses).join(', ');
    throw connectorError('ip-type-not-available', { instanceUri: uri.text, ipType, present }, { instanceUri: uri.text });
  }

  async #open({ address, target, info, token: asked }: Way, signal: AbortSignal): Promise<TLSSocket> {
    const { sockets, timeout, userAgent } = this.#parts;
    const { uri, authType } = target;
    const begins = (step: DialStep): void => {
      target.step = step;
    };
    const opening = dialTls({ address, secureContext: info.secureContext, timeout, sockets, begins }, signal);
    const [socket, token] = await Promise.all([opening, asked]).catch((error: unknown) => {
      opening.then(
        (late) => late.destroy(),
        () => {},
      );
      throw error;
    });
    try {
      const { refused } = await exchangeMetadata(socket, { userAgent, authType, token }, timeout, signal);
      if (refused !== undefined) throw await this.#refusal(uri, refused, token, signal);
      return socket;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  async #refusal(uri: InstanceUri, refused: string, token: string, signal: AbortSignal): Promise<ConnectorError> {
    const text = refused.replaceAll(token, '…');
    const access = { source: this.#parts.credentials.login, project: uri.project, resource: uri.text, instanceUri: uri.text };
    const missing = await explainMissingRole(refusedPermission(text), { ...access, kind: 'dial' }, signal);
    // Where a role is missing, the token is as good as the next one.
    if (missing) return missing;
    this.#parts.credentials.forgetLogin(token);
    const values = { instanceUri: uri.text, project: uri.project, text: foreignReason(text) };
    return connectorError('metadata-exchange-refused', values, { instanceUri: uri.text });
  }
}

function abandoned({ uri, step }: DialUnderWay, cause: Error | undefined): ConnectorError {
  return connectorError('dial-abandoned', { instanceUri: uri.text, step: dialSteps[step] }, { instanceUri: uri.text, cause });
}

/** Info to try once more with, where the old one may be to blame. */
async function newInfo({ step, cause }: DialFailure, used: ConnectionInfo, refresh: InstanceRefresh): Promise<ConnectionInfo | undefined> {
  const tookTooLong = cause instanceof Error && 'code' in cause && cause.code === 'ETIMEDOUT';
  if (step !== 'tcp' && !tookTooLong) return refresh.renewed(used);
  refresh.renew(used);
  return undefined;
}
