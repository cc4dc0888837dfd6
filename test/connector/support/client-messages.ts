import type { ConnectorOptions } from '@alloydb-gke/connector';

/** Where a client connects, and as whom. */
export interface ClientLogin {
  readonly options: object;
  readonly user: string;
  readonly password?: string | undefined;
}

/** What a client process is asked for. */
export interface ClientCommand {
  readonly id: number;
  readonly name:
    | 'new connector'
    | 'set token'
    | 'query'
    | 'query at once'
    | 'query in turn'
    | 'memory'
    | 'dial at once'
    | 'begin a sleep'
    | 'end of the sleep'
    | 'close'
    | 'close twice'
    | 'unhandled'
    | 'resources';
  readonly options?: ConnectorOptions | undefined;
  readonly text?: string | undefined;
  readonly login?: ClientLogin | undefined;
  readonly count?: number | undefined;
}

/** How it went. */
export type ClientAnswer =
  | { readonly id: number; readonly value: unknown }
  | {
      readonly id: number;
      readonly error: {
        readonly name: string;
        readonly message: string;
        readonly code: string | undefined;
        readonly kind: string | undefined;
      };
    };
