import type { FaultEffect } from './fault-effect';

/** A fault that can be switched on. */
export interface FaultRow {
  /** What happens, as a sentence. */
  readonly what: string;
  /** What it can be narrowed to. */
  readonly narrowed: readonly ('instance' | 'method')[];
  readonly effect: FaultEffect;
}

const oneCall = ['instance', 'method'] as const;
const oneInstance = ['instance'] as const;

/** The name of a fault. */
export type FaultName =
  | 'admin-api-bad-request'
  | 'admin-api-unauthenticated'
  | 'admin-api-forbidden'
  | 'admin-api-not-found'
  | 'admin-api-quota'
  | 'admin-api-unavailable'
  | 'admin-api-slow'
  | 'admin-api-silent'
  | 'admin-api-dead'
  | 'no-address'
  | 'client-certificate-expired'
  | 'client-certificate-short'
  | 'metadata-server-forbidden'
  | 'metadata-server-not-found'
  | 'metadata-server-unavailable'
  | 'metadata-server-dead'
  | 'instance-refused'
  | 'instance-black-holed'
  | 'tls-silent'
  | 'server-certificate-expired'
  | 'server-certificate-of-another'
  | 'metadata-exchange-error'
  | 'metadata-exchange-closed'
  | 'metadata-exchange-silent'
  | 'metadata-exchange-junk'
  | 'clock-ahead'
  | 'certificates-rotated'
  | 'backends-killed'
  | 'tokens-expired';

/** Every fault, by its name. */
export const faultTable: Readonly<Record<FaultName, FaultRow>> = {
  'admin-api-bad-request': {
    what: 'The Admin API answers 400.',
    narrowed: oneCall,
    effect: { at: 'admin-api', does: 'answer', status: 400 },
  },
  'admin-api-unauthenticated': {
    what: 'The Admin API answers 401.',
    narrowed: oneCall,
    effect: { at: 'admin-api', does: 'answer', status: 401 },
  },
  'admin-api-forbidden': {
    what: 'The Admin API answers 403.',
    narrowed: oneCall,
    effect: { at: 'admin-api', does: 'answer', status: 403 },
  },
  'admin-api-not-found': {
    what: 'The Admin API answers 404.',
    narrowed: oneCall,
    effect: { at: 'admin-api', does: 'answer', status: 404 },
  },
  'admin-api-quota': { what: 'The Admin API answers 429.', narrowed: oneCall, effect: { at: 'admin-api', does: 'answer', status: 429 } },
  'admin-api-unavailable': {
    what: 'The Admin API answers 503.',
    narrowed: oneCall,
    effect: { at: 'admin-api', does: 'answer', status: 503 },
  },
  'admin-api-slow': {
    what: 'The Admin API answers after three seconds.',
    narrowed: oneCall,
    effect: { at: 'admin-api', does: 'wait', milliseconds: 3000 },
  },
  'admin-api-silent': {
    what: 'The Admin API takes calls and never answers.',
    narrowed: oneCall,
    effect: { at: 'admin-api', does: 'wait', milliseconds: Number.POSITIVE_INFINITY },
  },
  'admin-api-dead': {
    what: 'The Admin API closes connections without an answer.',
    narrowed: oneCall,
    effect: { at: 'admin-api', does: 'hang up' },
  },
  'no-address': {
    what: 'The connection info holds no address.',
    narrowed: oneInstance,
    effect: { at: 'connection-info', does: 'leave out addresses' },
  },
  'client-certificate-expired': {
    what: 'The Admin API issues client certificates that have expired.',
    narrowed: [],
    effect: { at: 'client-certificate', does: 'end', seconds: -60 },
  },
  'client-certificate-short': {
    what: 'The Admin API issues client certificates that end after two minutes.',
    narrowed: [],
    effect: { at: 'client-certificate', does: 'end', seconds: 120 },
  },
  'metadata-server-forbidden': {
    what: 'The metadata server answers 403 to requests for tokens.',
    narrowed: [],
    effect: { at: 'metadata-server', does: 'answer', status: 403 },
  },
  'metadata-server-not-found': {
    what: 'The metadata server knows no service account.',
    narrowed: [],
    effect: { at: 'metadata-server', does: 'answer', status: 404 },
  },
  'metadata-server-unavailable': {
    what: 'The metadata server answers 503 to requests for tokens.',
    narrowed: [],
    effect: { at: 'metadata-server', does: 'answer', status: 503 },
  },
  'metadata-server-dead': {
    what: 'The metadata server closes connections without an answer.',
    narrowed: [],
    effect: { at: 'metadata-server', does: 'hang up' },
  },
  'instance-refused': { what: 'The instance refuses TCP connections.', narrowed: oneInstance, effect: { at: 'tcp', does: 'refuse' } },
  'instance-black-holed': {
    what: 'Packets to the instance vanish, as behind a firewall that drops them.',
    narrowed: oneInstance,
    effect: { at: 'tcp', does: 'swallow' },
  },
  'tls-silent': {
    what: 'The instance takes TCP connections and says nothing.',
    narrowed: oneInstance,
    effect: { at: 'tls', does: 'wait' },
  },
  'server-certificate-expired': {
    what: 'The certificate of the instance has expired.',
    narrowed: oneInstance,
    effect: { at: 'server-certificate', does: 'end' },
  },
  'server-certificate-of-another': {
    what: 'The certificate of the instance is for another address.',
    narrowed: oneInstance,
    effect: { at: 'server-certificate', does: 'name another address' },
  },
  'metadata-exchange-error': {
    what: 'The metadata exchange answers with an error.',
    narrowed: oneInstance,
    effect: { at: 'metadata-exchange', does: 'refuse' },
  },
  'metadata-exchange-closed': {
    what: 'The instance closes the connection in the metadata exchange.',
    narrowed: oneInstance,
    effect: { at: 'metadata-exchange', does: 'hang up' },
  },
  'metadata-exchange-silent': {
    what: 'The instance never answers the metadata exchange.',
    narrowed: oneInstance,
    effect: { at: 'metadata-exchange', does: 'wait' },
  },
  'metadata-exchange-junk': {
    what: 'The instance answers the metadata exchange with junk, of which the Auth Proxy 1.17.1 crashes.',
    narrowed: oneInstance,
    effect: { at: 'metadata-exchange', does: 'answer junk' },
  },
  'clock-ahead': {
    what: "The server's clock is ten minutes ahead.",
    narrowed: [],
    effect: { at: 'clock', does: 'run ahead', seconds: 600 },
  },
  'certificates-rotated': {
    what: 'New keys for every certificate, once; those issued before are refused.',
    narrowed: [],
    effect: { at: 'moment', does: 'rotate certificates' },
  },
  'backends-killed': {
    what: 'Every database connection is ended, once.',
    narrowed: oneInstance,
    effect: { at: 'moment', does: 'end database connections' },
  },
  'tokens-expired': { what: 'Every access token expires, once.', narrowed: [], effect: { at: 'moment', does: 'expire tokens' } },
};

/** The names of all faults. */
export const faultNames: readonly FaultName[] = Object.keys(faultTable) as FaultName[];
