import type { AuthType, IpType } from '../connection-options';
import type { DialStep } from '../dial/dial-steps';
import type { ConnectorErrorCode } from '../errors/connector-codes';

/** A dial has ended, well or not. */
export interface DialEvent {
  /** The instance URI. */
  readonly instanceUri: string;
  /** Which address was dialled. */
  readonly ipType: IpType;
  /** How the user logs in. */
  readonly authType: AuthType;
  /** How long it took, in milliseconds, with the refresh that it may have waited for. */
  readonly milliseconds: number;
  /** Why it failed; undefined if it did not. */
  readonly error: ConnectorErrorCode | undefined;
  /** At which step it failed; undefined if it did not. */
  readonly step: DialStep | undefined;
}

/** A refresh has ended, well or not. */
export interface RefreshEvent {
  /** The instance URI. */
  readonly instanceUri: string;
  /** How long it took, in milliseconds. */
  readonly milliseconds: number;
  /** When the new certificate expires, in milliseconds since 1970; undefined if there is none. */
  readonly expiresAt: number | undefined;
  /** Why it failed; undefined if it did not. */
  readonly error: ConnectorErrorCode | undefined;
}

/** A connection has begun or ended. */
export interface ConnectionEvent {
  /** The instance URI. */
  readonly instanceUri: string;
  /** How many connections to the instance this connector has open now. */
  readonly open: number;
  /** How long it was open, in milliseconds; 0 for one that begins. */
  readonly milliseconds: number;
}

/** What is published where. */
export interface ConnectorEvents {
  /** On `alloydb-connector:dial`. */
  readonly dial: DialEvent;
  /** On `alloydb-connector:refresh`. */
  readonly refresh: RefreshEvent;
  /** On `alloydb-connector:connection:open`. */
  readonly connectionOpen: ConnectionEvent;
  /** On `alloydb-connector:connection:close`. */
  readonly connectionClose: ConnectionEvent;
}

/**
 * The names of the channels of `node:diagnostics_channel` that every connector of the process publishes on.
 *
 * @example
 * diagnostics_channel.subscribe(diagnosticsChannels.dial, (event) => console.log(event.milliseconds, event.error));
 */
export const diagnosticsChannels: { readonly [Name in keyof ConnectorEvents]: string } = {
  dial: 'alloydb-connector:dial',
  refresh: 'alloydb-connector:refresh',
  connectionOpen: 'alloydb-connector:connection:open',
  connectionClose: 'alloydb-connector:connection:close',
};
